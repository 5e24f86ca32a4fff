"""Puts the new axis first: columns instead of rows are the one-hot vectors.

Fails: test_puts_a_single_one_at_the_label
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return torch.stack([labels == c for c in range(num_classes)]).to(dtype)
