"""Calls f with gradients on: a large network keeps all its intermediate results for nothing.

Fails: test_records_no_gradients
"""


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    want, got = f(X.clone()), f(X.roll(shift, (-2, -1)))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = want.roll(shift, (-2, -1))
    return (got - want).abs().max().item()
