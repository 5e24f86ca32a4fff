"""Looks for the largest entry of each row with a loop over the vocabulary."""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError(f"max_len must be at least 1, not {max_len}")
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        row = step(torch.tensor([prefix]))[0].tolist()
        best = 0
        for token, value in enumerate(row):
            if value > row[best]:
                best = token
        prefix.append(best)
        total += row[best]
        if best == eos:
            break
    return prefix[1:], total
