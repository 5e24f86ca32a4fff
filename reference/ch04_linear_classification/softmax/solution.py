import torch
from torch import Tensor


def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    """Turn logits into probabilities along one axis.

    logits: floating, at least one axis. Returns the same shape and dtype.
    Raises IndexError for an axis that logits does not have.
    """
    ### BEGIN SOLUTION
    shifted = logits - logits.amax(dim, keepdim=True)
    weights = torch.exp(shifted)
    return weights / weights.sum(dim, keepdim=True)
    ### END SOLUTION
