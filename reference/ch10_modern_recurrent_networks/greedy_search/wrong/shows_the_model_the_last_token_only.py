"""Gives step the last token only, although the next one depends on the whole prefix.

Fails: test_follows_the_single_best_choice_in_random_models
"""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    prefix, total = [bos], 0.0
    for _ in range(max_len):
        log_probs = step(torch.tensor([prefix[-1:]]))[0]
        token = log_probs.argmax().item()
        prefix.append(token)
        total += log_probs[token].item()
        if token == eos:
            break
    return prefix[1:], total
