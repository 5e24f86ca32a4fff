"""Numbers the tokens, unfolds both sequences into tables of n-grams and compares them as tensors."""

import math

import torch


def bleu(pred, label, k):
    if k < 1 or len(label) == 0:
        raise ValueError("k >= 1 and a label expected")
    if len(pred) == 0:
        return 0.0
    number = {token: i for i, token in enumerate(sorted({*pred, *label}))}
    p, y = (torch.tensor([number[token] for token in tokens]) for tokens in (pred, label))
    score = math.exp(min(0, 1 - len(y) / len(p)))
    for n in range(1, min(k, len(p)) + 1):
        if n > len(y):
            return 0.0
        rows, count = p.unfold(0, n, 1).unique(dim=0, return_counts=True)
        in_label = (rows[:, None] == y.unfold(0, n, 1)).all(2).sum(1)
        score *= (torch.minimum(count, in_label).sum().item() / (len(p) - n + 1)) ** (0.5**n)
    return score
