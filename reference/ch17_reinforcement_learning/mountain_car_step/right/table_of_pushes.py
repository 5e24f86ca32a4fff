"""Looks the push up in a table and multiplies by a mask at the wall."""

import torch


def mountain_car_step(state, action):
    if state.shape != (*action.shape, 2) or action.ndim != 1:
        raise ValueError("state should be (B, 2), action (B,)")
    if bool((action != action.clamp(0, 2)).any()):
        raise ValueError("action outside 0..2")
    push = torch.tensor([-0.001, 0.0, 0.001], dtype=state.dtype)[action.long()]
    x, v = state[:, 0], state[:, 1]
    v = torch.clamp(v + push - 0.0025 * torch.cos(3.0 * x), min=-0.07, max=0.07)
    x = torch.clamp(x + v, min=-1.2, max=0.6)
    v = v * (1 - ((x <= -1.2) & (v < 0)).to(v.dtype))
    return torch.stack((x, v), dim=-1), torch.zeros_like(x) - 1, x.ge(0.5)
