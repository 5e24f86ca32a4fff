"""Fills the place that the picture leaves with zeros, although what leaves comes back at the other border.

Fails: test_agrees_with_the_definition_for_every_shift
"""

import torch


def _move(images, shift):
    moved = torch.zeros_like(images)
    h, w = images.shape[-2:]
    down, right = shift
    moved[..., max(down, 0) : h + min(down, 0), max(right, 0) : w + min(right, 0)] = images[
        ..., max(-down, 0) : h - max(down, 0), max(-right, 0) : w - max(right, 0)
    ]
    return moved


def equivariance_error(f, X, shift, mode="equivariant"):
    if mode not in ("equivariant", "invariant"):
        raise ValueError(mode)
    with torch.no_grad():
        want, got = f(X.clone()), f(_move(X, shift))
    if mode == "equivariant":
        if want.dim() != 4 or want.shape[2:] != X.shape[2:]:
            raise ValueError("shape")
        want = _move(want, shift)
    return (got - want).abs().max().item()
