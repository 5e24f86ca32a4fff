"""Counts bos towards max_len and so generates one token too few.

Fails: test_stops_after_max_len_tokens
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 0.0
    while len(prefix) == 1 or len(prefix) < max_len:
        log_probs = step(torch.tensor([prefix]))[0]
        token = log_probs.argmax().item()
        prefix.append(token)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
