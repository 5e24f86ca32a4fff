"""Looks only for classes that are too large, so that -1 slips into the count of another pair.

Fails: test_rejects_classes_out_of_range
"""

import torch


def confusion_matrix(predictions, labels, num_classes):
    if predictions.dim() != 1 or predictions.shape != labels.shape:
        raise ValueError("shapes do not fit")
    if num_classes < 1 or predictions.is_floating_point() or labels.is_floating_point():
        raise ValueError("no classes")
    k = num_classes
    if ((predictions >= k) | (labels >= k)).any():
        raise ValueError("class out of range")
    counts = torch.bincount(k * predictions.long() + labels + k, minlength=k * k + k)[k:].reshape(k, k).double()
    return counts / counts.sum(0).clamp(min=1)
