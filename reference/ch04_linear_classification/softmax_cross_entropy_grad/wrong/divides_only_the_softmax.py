"""Divides only the softmax by n and subtracts whole ones at the labels.

Fails: test_averages_over_the_examples
"""

import torch


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    if ((labels < 0) | (labels >= k)).any():
        raise ValueError("label")
    grad = torch.softmax(logits, 1) / n
    grad[torch.arange(n), labels] -= 1
    return grad
