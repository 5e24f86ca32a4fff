"""Returns the tokens as a tensor instead of a list of Python ints.

Fails: test_walks_down_the_tree_to_0_048
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = torch.tensor([[bos]]), 0.0
    for _ in range(max_len):
        log_probs = step(prefix)[0]
        token = log_probs.argmax()
        prefix = torch.cat([prefix, token.reshape(1, 1)], dim=1)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[0, 1:], total
