import torch.nn.functional as F
from torch import Tensor


def binary_cross_entropy_from_logits(logits: Tensor, targets: Tensor) -> Tensor:
    """Average the negative log probability that the logistic function of the logits gives to the targets.

    logits, targets: the same shape, floating, targets in [0, 1]. Returns a scalar in the dtype of logits.
    Raises ValueError for other shapes or targets, or no entries.
    """
    ### BEGIN SOLUTION
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError(f"shapes {tuple(logits.shape)} and {tuple(targets.shape)} must be equal and not empty")
    if not targets.is_floating_point() or not ((targets >= 0) & (targets <= 1)).all():
        raise ValueError("targets must be floating numbers in [0, 1]")
    return (F.softplus(logits) - targets.to(logits) * logits).mean()
    ### END SOLUTION
