import torch
from torch import Tensor


def cross_entropy_from_logits(logits: Tensor, labels: Tensor, reduction: str = "mean") -> Tensor:
    """Score logits by the negative log probability that their softmax gives to the true classes.

    logits: (n, k), floating. labels: (n,), int64. Returns (n,) for "none", a scalar for "sum" and "mean".
    Raises ValueError for other shapes, a label outside 0..k-1, another reduction, or the mean of no examples.
    """
    ### BEGIN SOLUTION
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError(f"shapes {tuple(logits.shape)} and {tuple(labels.shape)} are not (n, k) and (n,)")
    n, k = len(labels), logits.shape[1]
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError(f"labels must lie in 0..{k - 1}")
    loss = torch.logsumexp(logits, dim=1) - logits[torch.arange(n, device=logits.device), labels]
    if reduction == "none":
        return loss
    if reduction == "sum":
        return loss.sum()
    if reduction == "mean" and n > 0:
        return loss.mean()
    raise ValueError(f"no {reduction!r} of the losses of {n} examples")
    ### END SOLUTION
