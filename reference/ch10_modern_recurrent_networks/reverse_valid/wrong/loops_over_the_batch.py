"""Goes through the batch row by row in Python, which takes longer the larger it is.

Fails: test_no_loop_over_rows_or_steps
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    rows = [torch.cat([row[:end].flip(0), row[end:]]) for row, end in zip(X, lengths.tolist())]
    return torch.stack(rows)
