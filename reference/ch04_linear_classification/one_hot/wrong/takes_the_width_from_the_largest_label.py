"""Makes rows as wide as the largest label of the batch, which need not contain the last class.

Fails: test_is_as_wide_as_there_are_classes
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    classes = torch.arange(int(labels.max()) + 1)
    return (labels.unsqueeze(-1) == classes).to(dtype)
