"""Takes negative and too large lengths without a word, and reads steps that are not meant.

Fails: test_rejects_lengths_out_of_range
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,):
        raise ValueError("one length per row")
    steps = torch.arange(T)
    ends = lengths.clamp(0, T)[:, None]
    index = torch.where(steps < ends, ends - 1 - steps, steps)
    return X[torch.arange(n)[:, None], index]
