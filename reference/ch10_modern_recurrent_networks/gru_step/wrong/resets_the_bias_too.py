"""With reset_after multiplies input and bias of the candidate by the reset gate as well.

Fails: test_agrees_with_the_library_cell_with_reset_after
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    R = torch.sigmoid(X @ p["W_xr"] + H @ p["W_hr"] + p["b_r"])
    if reset_after:
        H_tilde = torch.tanh(R * (X @ p["W_xh"] + H @ p["W_hh"] + p["b_h"]))
    else:
        H_tilde = torch.tanh(X @ p["W_xh"] + (R * H) @ p["W_hh"] + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
