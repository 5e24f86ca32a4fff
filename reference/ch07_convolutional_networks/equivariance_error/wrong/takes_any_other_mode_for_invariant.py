"""Treats every mode but 'equivariant' as 'invariant', so that a misspelt mode gives a number.

Fails: test_rejects_other_modes
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
