"""Uses max with a key and fsum over the chosen log-probabilities."""

import math

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len < 1")
    tokens, chosen = [], []
    while len(tokens) < max_len and eos not in tokens:
        row = step(torch.tensor([[bos, *tokens]], dtype=torch.int64)).squeeze(0).tolist()
        token = max(range(len(row)), key=row.__getitem__)
        tokens.append(token)
        chosen.append(row[token])
    return tokens, math.fsum(chosen)
