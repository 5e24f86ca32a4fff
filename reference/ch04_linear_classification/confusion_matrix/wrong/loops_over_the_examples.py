"""Counts one example after the other in Python, which is slow for a large test set.

Fails: test_uses_no_loop_over_examples
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
    for i, j in zip(predictions.tolist(), labels.tolist()):
        counts[i, j] += 1
    return counts / counts.sum(0).clamp(min=1)
