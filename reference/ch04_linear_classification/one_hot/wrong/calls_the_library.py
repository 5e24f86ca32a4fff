"""Leaves the work to torch.nn.functional.one_hot, which is forbidden here.

Fails: test_puts_a_single_one_at_the_label
"""

import torch
import torch.nn.functional as F


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return F.one_hot(labels, num_classes).to(dtype)
