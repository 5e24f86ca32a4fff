"""Works on the last axis after moving dim there."""

import torch


def softmax(logits, dim=-1):
    rows = logits.movedim(dim, -1)
    weights = torch.exp(rows - rows.max(-1).values.unsqueeze(-1))
    return (weights / weights.sum(-1).unsqueeze(-1)).movedim(-1, dim)
