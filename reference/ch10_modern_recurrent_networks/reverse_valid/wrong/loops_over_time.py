"""Makes one step after the other in Python, which takes longer the longer sequences are.

Fails: test_no_loop_over_rows_or_steps
"""

import torch


def reverse_valid(X, lengths):
    n, T = X.shape[:2]
    if lengths.shape != (n,) or (lengths < 0).any() or (lengths > T).any():
        raise ValueError("lengths must be n numbers from 0 to T")
    rows, steps = torch.arange(n), []
    for t in range(T):
        steps.append(X[rows, torch.where(t < lengths, lengths - 1 - t, t)])
    return torch.stack(steps, 1)
