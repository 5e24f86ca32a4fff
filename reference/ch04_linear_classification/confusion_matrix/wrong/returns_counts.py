"""Returns the counts as they are; a large class then looks more confused than a small one.

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
    return torch.bincount(k * predictions.long() + labels, minlength=k * k).reshape(k, k).double()
