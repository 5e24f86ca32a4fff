"""Takes one example after the other."""

import torch


def gru_step(X, H, params, reset_after=False):
    p, rows = params, []
    for x, h in zip(X, H):
        z = torch.sigmoid(x @ p["W_xz"] + h @ p["W_hz"] + p["b_z"])
        r = torch.sigmoid(x @ p["W_xr"] + h @ p["W_hr"] + p["b_r"])
        memory = r * (h @ p["W_hh"]) if reset_after else (r * h) @ p["W_hh"]
        rows.append(z * h + (1 - z) * torch.tanh(x @ p["W_xh"] + memory + p["b_h"]))
    return torch.stack(rows)
