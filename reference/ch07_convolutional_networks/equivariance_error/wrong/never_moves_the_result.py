"""Compares f(S(X)) with f(X) in both modes; equivariant means that f(X) has to move along with the picture.

Fails: test_compares_moving_first_with_moving_last
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant" and (want.dim() != 4 or want.shape[2:] != X.shape[2:]):
        raise ValueError("shape")
    return (got - want).abs().max().item()
