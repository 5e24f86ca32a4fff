"""Does not look at num_classes itself, so that no labels of no classes go through.

Fails: test_rejects_no_classes
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return torch.zeros(*labels.shape, max(num_classes, 0), dtype=dtype).scatter(-1, labels.unsqueeze(-1), 1)
