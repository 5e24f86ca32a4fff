"""Multiplies the caller's own cell by the forget gate.

Fails: test_leaves_its_arguments_alone
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (torch.sigmoid(pre(gate)) for gate in "ifo")
    C_tilde = torch.tanh(pre("c"))
    C *= F
    C_new = C + I * C_tilde
    return O * torch.tanh(C_new), C_new
