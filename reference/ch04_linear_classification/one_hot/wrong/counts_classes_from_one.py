"""Counts the classes from 1, so that every 1 stands one place too far left.

Fails: test_puts_a_single_one_at_the_label
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return (labels.unsqueeze(-1) == torch.arange(1, num_classes + 1)).to(dtype)
