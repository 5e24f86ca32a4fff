"""Reverses as many steps in every row as the first row has.

Fails: test_reverses_the_valid_part_and_leaves_the_padding
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    end = int(lengths[0])
    return torch.cat([X[:, :end].flip(1), X[:, end:]], 1)
