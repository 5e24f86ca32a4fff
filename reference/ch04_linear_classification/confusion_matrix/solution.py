import torch
from torch import Tensor


def confusion_matrix(predictions: Tensor, labels: Tensor, num_classes: int) -> Tensor:
    """Return the distribution of the predictions for each true class, one column per class.

    predictions, labels: (n,), integers in 0..num_classes-1. Returns (num_classes, num_classes), float64, with entry
    [i, j] the fraction of the examples of class j predicted as i. Raises ValueError for anything else.
    """
    ### BEGIN SOLUTION
    if predictions.dim() != 1 or predictions.shape != labels.shape:
        raise ValueError(f"shapes {tuple(predictions.shape)} and {tuple(labels.shape)} are not (n,) and (n,)")
    if num_classes < 1 or predictions.is_floating_point() or labels.is_floating_point():
        raise ValueError("predictions and labels must be integers, and num_classes at least 1")
    for classes in (predictions, labels):
        if ((classes < 0) | (classes >= num_classes)).any():
            raise ValueError(f"classes must lie in 0..{num_classes - 1}")
    pairs = num_classes * predictions.long() + labels
    counts = torch.bincount(pairs, minlength=num_classes**2).reshape(num_classes, num_classes).double()
    return counts / counts.sum(dim=0).clamp(min=1)
    ### END SOLUTION
