"""Loops over the labels in Python, which takes a thousand times as long for a thousand labels.

Fails: test_uses_no_loop_over_labels
"""

import torch


def one_hot(labels, num_classes, dtype=torch.float32):
    if num_classes < 1 or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("label out of range")
    out = torch.zeros(labels.numel(), num_classes, dtype=dtype)
    for i, label in enumerate(labels.flatten().tolist()):
        out[i, label] = 1
    return out.reshape(labels.shape + (num_classes,))
