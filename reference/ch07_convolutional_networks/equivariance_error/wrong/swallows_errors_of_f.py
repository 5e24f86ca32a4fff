"""Turns every exception of f into ValueError, so that the caller cannot see what went wrong in f.

Fails: test_lets_errors_of_f_pass
"""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    try:
        with torch.no_grad():
            want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    except Exception as error:
        raise ValueError("f does not take these images") from error
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
