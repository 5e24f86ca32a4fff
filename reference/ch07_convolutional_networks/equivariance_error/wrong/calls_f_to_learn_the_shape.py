"""Calls f a third time only to look at the shape of its result.

Fails: test_calls_f_exactly_twice
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        if mode == "equivariant" and (f(X.clone()).dim() != 4 or f(X.clone()).shape[2:] != X.shape[2:]):
            raise ValueError("shape")
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant":
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
