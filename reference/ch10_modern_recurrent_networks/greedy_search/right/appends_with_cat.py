"""Grows the prefix as a tensor with cat and keeps the sum as a tensor, too."""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be positive")
    prefix = torch.full((1, 1), bos)
    total = torch.zeros(1)
    while prefix.shape[1] <= max_len:
        log_probs, token = step(prefix).max(dim=1, keepdim=True)
        prefix = torch.cat([prefix, token], dim=1)
        total = total + log_probs[:, 0]
        if token.item() == eos:
            break
    return prefix[0, 1:].tolist(), total.item()
