"""Moves f(X) in both modes, so that mode 'invariant' asks for the wrong thing.

Fails: test_compares_with_the_unmoved_result_in_mode_invariant
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant" and (want.dim() != 4 or want.shape[2:] != X.shape[2:]):
        raise ValueError("shape")
    if want.dim() == 4:
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
