"""Appends the new axis to the caller's own labels (unsqueeze_ with an underscore).

Fails: test_leaves_the_labels_alone
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return (labels.unsqueeze_(-1) == torch.arange(num_classes)).to(dtype)
