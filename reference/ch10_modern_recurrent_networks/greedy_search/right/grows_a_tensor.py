"""Grows the prefix as a tensor and adds the logarithms in a tensor."""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len")
    prefix = torch.tensor([[bos]])
    total = torch.zeros(())
    for _ in range(max_len):
        log_prob, token = step(prefix).max(dim=1)
        prefix = torch.cat([prefix, token.unsqueeze(1)], dim=1)
        total = total + log_prob.sum()
        if token.item() == eos:
            break
    return prefix[0, 1:].tolist(), total.item()
