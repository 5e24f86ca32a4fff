"""Starts a running maximum at -inf: where the first logit is -inf as well, their difference is nan.

Fails: test_survives_large_logits
"""

import torch


def softmax(logits, dim=-1):
    entries = logits.movedim(dim, 0)
    top = torch.full_like(entries[0], -torch.inf)
    total = torch.zeros_like(top)
    for entry in entries:
        new = torch.maximum(top, entry)
        total = total * torch.exp(top - new) + torch.exp(entry - new)
        top = new
    return (torch.exp(entries - top) / total).movedim(0, dim)
