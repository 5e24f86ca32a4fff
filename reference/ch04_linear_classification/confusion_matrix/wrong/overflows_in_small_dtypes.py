"""Computes k * prediction + label in the dtype of the labels, which overflows in uint8.

Fails: test_takes_small_integer_dtypes
"""

import torch


def confusion_matrix(predictions, labels, num_classes):
    if predictions.dim() != 1 or predictions.shape != labels.shape:
        raise ValueError("shapes do not fit")
    if num_classes < 1 or predictions.is_floating_point() or labels.is_floating_point():
        raise ValueError("no classes")
    k = num_classes
    if ((predictions < 0) | (predictions >= k) | (labels < 0) | (labels >= k)).any():
        raise ValueError("class out of range")
    counts = torch.bincount(k * predictions + labels, minlength=k * k)[: k * k].reshape(k, k).double()
    return counts / counts.sum(0).clamp(min=1)
