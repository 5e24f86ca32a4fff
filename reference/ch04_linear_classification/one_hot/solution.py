import torch
from torch import Tensor


def one_hot(labels: Tensor, num_classes: int, dtype: torch.dtype = torch.float32) -> Tensor:
    """Write every label as a vector with a single 1, at the label.

    labels: int64, any shape, entries 0..num_classes-1. Returns labels.shape + (num_classes,) in dtype.
    Raises ValueError for a label out of range and for num_classes < 1.
    """
    ### BEGIN SOLUTION
    if num_classes < 1:
        raise ValueError(f"{num_classes} classes: there must be at least one")
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError(f"labels must lie in 0..{num_classes - 1}")
    classes = torch.arange(num_classes, device=labels.device)
    return (labels.unsqueeze(-1) == classes).to(dtype)
    ### END SOLUTION
