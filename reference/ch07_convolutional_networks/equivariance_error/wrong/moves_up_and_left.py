"""Moves the picture up and to the left; positive numbers mean down and to the right.

Fails: test_compares_moving_first_with_moving_last
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    back = (-shift[0], -shift[1])
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(back, (-2, -1)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(back, (-2, -1))
    return (got - want).abs().max().item()
