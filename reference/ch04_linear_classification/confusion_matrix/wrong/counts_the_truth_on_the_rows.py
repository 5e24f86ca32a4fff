"""Counts true classes on the rows and then divides by the columns, so that each prediction has a distribution.

Fails: test_five_examples_by_hand
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
    counts = torch.bincount(k * labels.long() + predictions, minlength=k * k).reshape(k, k).double()
    return counts / counts.sum(0).clamp(min=1)
