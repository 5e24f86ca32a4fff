"""Takes the largest signed difference; a difference of -10 is large too.

Fails: test_compares_moving_first_with_moving_last
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).max().item()
