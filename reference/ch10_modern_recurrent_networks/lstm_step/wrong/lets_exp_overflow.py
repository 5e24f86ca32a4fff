"""Writes the sigmoid as 1 / (1 + exp(-x)), whose gradient is nan where exp overflows.

Fails: test_saturated_gates_give_no_nan
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (1 / (1 + torch.exp(-pre(gate))) for gate in "ifo")
    C_tilde = torch.tanh(pre("c"))
    C_new = F * C + I * C_tilde
    return O * torch.tanh(C_new), C_new
