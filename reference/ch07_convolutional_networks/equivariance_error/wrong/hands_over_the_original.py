"""Hands X itself to f; an f that works in place spoils the caller's images.

Fails: test_survives_an_f_that_works_in_place
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        got, want = f(X.roll(shift, (-2, -1))), f(X)
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
