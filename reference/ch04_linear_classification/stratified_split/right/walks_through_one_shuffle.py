"""Walks through one random order of all examples and fills each class's quota."""

import torch


def stratified_split(labels, fraction, generator):
    if labels.dim() != 1 or not (0 < fraction and fraction < 1):
        raise ValueError("cannot split")
    kinds = labels.tolist()
    quota = {c: round(fraction * kinds.count(c)) for c in set(kinds)}
    parts = [], []
    for i in torch.randperm(len(kinds), generator=generator).tolist():
        takes = quota[kinds[i]] > 0
        quota[kinds[i]] -= takes
        parts[takes].append(i)
    return torch.tensor(parts[0], dtype=torch.int64), torch.tensor(parts[1], dtype=torch.int64)
