"""Moves pictures by index tensors taken modulo the sides."""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in {"invariant", "equivariant"}:
        raise ValueError(mode)
    h, w = X.shape[-2:]
    rows = ((torch.arange(h, device=X.device) - shift[0]) % h)[:, None]
    columns = ((torch.arange(w, device=X.device) - shift[1]) % w)[None, :]
    with torch.no_grad():
        moved_first = f(X[..., rows, columns])
        unmoved = f(X.detach().clone())
        if mode == "invariant":
            return float(torch.max(torch.abs(moved_first - unmoved)))
        if unmoved.ndim != 4 or unmoved.shape[-2:] != (h, w):
            raise ValueError("f(X) cannot move along")
        return float(torch.max(torch.abs(moved_first - unmoved[..., rows, columns])))
