"""Takes the sigmoid for the candidate, which then can never be negative.

Fails: test_a_closed_update_gate_takes_the_candidate
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    memory = R * (H @ p["W_hh"]) if reset_after else (R * H) @ p["W_hh"]
    H_tilde = torch.sigmoid(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
