"""Multiplies the old cell by the input gate and the candidate by the forget gate.

Fails: test_an_open_forget_gate_and_a_closed_input_gate_keep_the_cell
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (torch.sigmoid(pre(gate)) for gate in "ifo")
    C_tilde = torch.tanh(pre("c"))
    C_new = I * C + F * C_tilde
    return O * torch.tanh(C_new), C_new
