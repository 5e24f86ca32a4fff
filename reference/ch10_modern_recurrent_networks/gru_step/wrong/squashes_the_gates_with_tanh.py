"""Takes tanh for the gates, which are then no shares between 0 and 1.

Fails: test_parameters_of_zero_halve_the_state
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.tanh(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.tanh(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    memory = R * (H @ p["W_hh"]) if reset_after else (R * H) @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
