"""Leaves the reset gate out: the candidate always sees the whole old state.

Fails: test_follows_the_formulas
"""

import torch


def gru_step(X, H, params, reset_after=False):
    p = params
    Z = torch.sigmoid(X @ p["W_xz"] + H @ p["W_hz"] + p["b_z"])
    memory = H @ p["W_hh"]
    H_tilde = torch.tanh(X @ p["W_xh"] + memory + p["b_h"])
    return Z * H + (1 - Z) * H_tilde
