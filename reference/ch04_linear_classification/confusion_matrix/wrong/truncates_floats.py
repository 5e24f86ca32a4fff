"""Turns floating predictions into integers silently, so that a score of 0.9 becomes class 0.

Fails: test_rejects_floats
"""

import torch


def confusion_matrix(predictions, labels, num_classes):
    if predictions.dim() != 1 or predictions.shape != labels.shape:
        raise ValueError("shapes do not fit")
    if num_classes < 1:
        raise ValueError("no classes")
    k = num_classes
    if ((predictions < 0) | (predictions >= k) | (labels < 0) | (labels >= k)).any():
        raise ValueError("class out of range")
    counts = torch.bincount(k * predictions.long() + labels.long(), minlength=k * k).reshape(k, k).double()
    return counts / counts.sum(0).clamp(min=1)
