"""Subtracts the log of the normaliser."""

import torch


def softmax(logits, dim=-1):
    return torch.exp(logits - torch.logsumexp(logits, dim, keepdim=True))
