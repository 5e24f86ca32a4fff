"""Moves columns by the first number of shift and rows by the second.

Fails: test_agrees_with_the_definition_for_every_shift
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-1, -2)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-1, -2))
    return (got - want).abs().max().item()
