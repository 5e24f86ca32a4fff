"""One product for both gates, with concatenated weights."""

import torch


def gru_step(X, H, params, reset_after=False):
    W = torch.cat([torch.cat([params["W_x" + g], params["W_h" + g]]) for g in "zr"], dim=1)
    b = torch.cat([params["b_z"], params["b_r"]])
    Z, R = (torch.cat([X, H], dim=1) @ W + b).sigmoid().chunk(2, dim=1)
    if reset_after:
        memory = R * (H @ params["W_hh"])
    else:
        memory = (R * H) @ params["W_hh"]
    return torch.lerp(torch.tanh(X @ params["W_xh"] + memory + params["b_h"]), H, Z)
