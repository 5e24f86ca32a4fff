"""Multiplies what step returns, although logarithms of a product add up.

Fails: test_walks_down_the_tree_to_0_048
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 1.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([prefix]))[0]
        token = log_probs.argmax().item()
        prefix.append(token)
        total *= log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
