"""Divides the number of hits by the number of labels."""

import torch
from torch import Tensor


def classification_accuracy(logits: Tensor, labels: Tensor) -> float:
    if tuple(labels.shape) != tuple(logits.shape)[:-1]:
        raise ValueError("shapes do not fit")
    if labels.numel() == 0:
        raise ValueError("no labels")
    return int((torch.argmax(logits, -1) == labels).sum()) / labels.numel()
