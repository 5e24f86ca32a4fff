"""Takes the largest index among equally probable tokens.

Fails: test_takes_the_smallest_index_on_ties
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([prefix]))[0]
        token = torch.nonzero(log_probs == log_probs.max())[-1].item()
        prefix.append(token)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
