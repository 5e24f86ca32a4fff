"""Flips whole rows, which puts the padding in front of the sequence.

Fails: test_reverses_the_valid_part_and_leaves_the_padding
"""


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    return X.flip(1)
