"""Collects tensors of one element instead of Python ints.

Fails: test_walks_down_the_tree_to_0_048
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([[int(t) for t in prefix]]))[0]
        token = log_probs.argmax()
        prefix.append(token)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
