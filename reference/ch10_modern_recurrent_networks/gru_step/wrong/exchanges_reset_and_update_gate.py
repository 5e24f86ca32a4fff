"""Takes the reset gate's pre-activations for the update gate's and the other way round.

Fails: test_an_open_update_gate_keeps_the_state
"""

import torch


def gru_step(X, H, params, reset_after=False):
    W_x, W_h = (torch.cat([params[kind + "z"], params[kind + "r"]], 1) for kind in ("W_x", "W_h"))
    b = torch.cat([params["b_z"], params["b_r"]])
    R, Z = torch.sigmoid(X @ W_x + H @ W_h + b).chunk(2, dim=1)
    memory = R * (H @ params["W_hh"]) if reset_after else (R * H) @ params["W_hh"]
    H_tilde = torch.tanh(X @ params["W_xh"] + memory + params["b_h"])
    return Z * H + (1 - Z) * H_tilde
