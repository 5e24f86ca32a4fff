"""Calls step once for the token and once more for its log-probability.

Fails: test_calls_the_model_once_for_each_token
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([prefix]))[0]
        token = log_probs.argmax().item()
        prefix.append(token)
        total += step(torch.tensor([prefix[:-1]]))[0, token].item()
        if token == eos:
            break
    return prefix[1:], total
