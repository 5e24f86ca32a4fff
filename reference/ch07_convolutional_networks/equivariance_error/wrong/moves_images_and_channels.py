"""Rolls axes 0 and 1, which count images and channels; rows and columns are the last two.

Fails: test_compares_moving_first_with_moving_last
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (0, 1)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (0, 1))
    return (got - want).abs().max().item()
