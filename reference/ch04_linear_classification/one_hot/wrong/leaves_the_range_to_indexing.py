"""Does not look at the range, so that a label that is no class raises IndexError or nothing at all.

Fails: test_rejects_a_label_that_is_no_class
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1:
        raise ValueError("no classes")
    return torch.eye(num_classes, dtype=dtype)[labels]
