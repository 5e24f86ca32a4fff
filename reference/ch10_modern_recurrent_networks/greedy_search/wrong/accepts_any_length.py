"""Does not look at max_len and returns an empty sequence for 0.

Fails: test_rejects_a_maximum_length_of_zero
"""

import torch


def greedy_search(step, bos, eos, max_len):
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([prefix]))[0]
        token = log_probs.argmax().item()
        prefix.append(token)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
