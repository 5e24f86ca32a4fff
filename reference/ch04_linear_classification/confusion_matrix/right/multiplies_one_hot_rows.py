"""Multiplies one-hot matrices of predictions and labels."""

import torch
from torch import Tensor


def confusion_matrix(predictions: Tensor, labels: Tensor, num_classes: int) -> Tensor:
    if predictions.shape != labels.shape or predictions.ndim != 1 or num_classes < 1:
        raise ValueError("shapes do not fit")
    for classes in (predictions, labels):
        if classes.is_floating_point():
            raise ValueError("not integers")
        if classes.numel() and (classes.min() < 0 or classes.max() >= num_classes):
            raise ValueError("class out of range")
    every = torch.arange(num_classes)
    predicted = (predictions[:, None] == every).double()
    true = (labels[:, None] == every).double()
    return (predicted.T @ true) / true.sum(0).clamp(min=1)
