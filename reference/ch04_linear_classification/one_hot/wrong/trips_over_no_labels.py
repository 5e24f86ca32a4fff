"""Takes the largest label, which does not exist when there are no labels.

Fails: test_encodes_no_labels
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError("label out of range")
    return torch.eye(num_classes, dtype=dtype)[labels]
