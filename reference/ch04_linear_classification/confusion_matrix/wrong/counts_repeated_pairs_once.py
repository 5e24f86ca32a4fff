"""Adds 1 by index assignment, which counts a pair once however often it occurs.

Fails: test_agrees_with_counting_one_by_one
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
    counts = torch.zeros(k, k, dtype=torch.float64)
    counts[predictions.long(), labels.long()] += 1
    return counts / counts.sum(0).clamp(min=1)
