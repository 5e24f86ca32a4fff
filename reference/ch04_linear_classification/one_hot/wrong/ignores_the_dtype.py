"""Gives float32 whatever dtype was asked for.

Fails: test_has_the_dtype_asked_for
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return torch.eye(num_classes)[labels]
