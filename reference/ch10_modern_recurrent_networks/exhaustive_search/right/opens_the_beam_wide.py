"""Opens the beam so wide that nothing is ever dropped."""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if max_len < 1:
        raise ValueError("max_len must be at least 1")
    everything = step(torch.tensor([[bos]])).size(1) ** max_len
    if everything > 10**6:
        raise ValueError("too many sequences")
    return beam_search(step, bos, eos, max_len, everything, alpha)
