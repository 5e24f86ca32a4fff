"""Stacks the four gates along a new axis and contracts everything with einsum."""

import torch
from torch import einsum


def lstm_step_backward(grad_H, grad_C, X, H, C, params):
    W_x, W_h, b = (torch.stack([params[name + g] for g in "ifoc"]) for name in ("W_x", "W_h", "b_"))
    sums = einsum("nd,gdh->gnh", X, W_x) + einsum("nk,gkh->gnh", H, W_h) + b.unsqueeze(1)
    (i, f, o), c = sums[:3].sigmoid(), sums[3].tanh()
    t = (f * C + i * c).tanh()
    dC = torch.addcmul(grad_C, grad_H * o, 1 - t.square())
    deltas = torch.stack(
        [dC * c * i * (1 - i), dC * C * f * (1 - f), grad_H * t * o * (1 - o), dC * i * (1 - c.square())]
    )
    result = {
        "X": einsum("gnh,gdh->nd", deltas, W_x),
        "H": einsum("gnh,gkh->nk", deltas, W_h),
        "C": dC * f,
    }
    for name, stacked in {
        "W_x": einsum("nd,gnh->gdh", X, deltas),
        "W_h": einsum("nk,gnh->gkh", H, deltas),
        "b_": einsum("gnh->gh", deltas),
    }.items():
        result.update(zip([name + g for g in "ifoc"], stacked))
    return result
