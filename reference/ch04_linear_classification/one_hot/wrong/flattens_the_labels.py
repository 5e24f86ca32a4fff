"""Flattens the labels first, so that the axes of a table of labels are lost.

Fails: test_appends_one_axis_to_any_shape
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    return torch.eye(num_classes, dtype=dtype)[labels.flatten()]
