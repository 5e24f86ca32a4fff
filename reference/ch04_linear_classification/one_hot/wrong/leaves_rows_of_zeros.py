"""Gives a label that is no class a row of zeros, which looks like data and belongs to no class.

Fails: test_rejects_a_label_that_is_no_class
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or (labels < 0).any():
        raise ValueError("label out of range")
    return (labels.unsqueeze(-1) == torch.arange(num_classes)).to(dtype)
