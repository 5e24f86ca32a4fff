"""Encodes vectors of labels only; labels of another shape end up with axes in the wrong places or fail.

Fails: test_appends_one_axis_to_any_shape
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    out = torch.zeros(len(labels), num_classes, dtype=dtype)
    out[torch.arange(len(labels)), labels] = 1
    return out
