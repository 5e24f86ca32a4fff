"""Divides by n, which gives the joint frequencies instead of one distribution for each true class.

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
    counts = torch.bincount(k * predictions.long() + labels, minlength=k * k).reshape(k, k).double()
    return counts / max(len(labels), 1)
