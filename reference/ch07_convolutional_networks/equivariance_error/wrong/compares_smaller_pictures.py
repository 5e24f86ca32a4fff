"""Rolls whatever f returns, without a look at its height and width, so that halved pictures are compared.

Fails: test_needs_pictures_of_the_same_size_where_they_move
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant":
        if want.dim() != 4:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
