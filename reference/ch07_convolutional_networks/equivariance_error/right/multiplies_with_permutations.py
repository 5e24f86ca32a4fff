"""Moves rows and columns by multiplication with permutation matrices from both sides."""

import torch


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode != "equivariant" and mode != "invariant":
        raise ValueError("mode")
    down = torch.eye(X.shape[2], dtype=X.dtype, device=X.device).roll(shift[0], 0)
    right = torch.eye(X.shape[3], dtype=X.dtype, device=X.device).roll(shift[1], 0).T

    def move(images):
        return down.to(images.dtype) @ images @ right.to(images.dtype)

    with torch.no_grad():
        original = X.clone()
        a, b = f(move(X)), f(original)
    if mode == "equivariant":
        if tuple(b.shape[2:]) != tuple(X.shape[2:]) or len(b.shape) != 4:
            raise ValueError("shape")
        b = move(b)
    difference = a - b
    return max(difference.max().item(), -difference.min().item())
