"""Returns the cell first and the hidden state second.

Fails: test_agrees_with_the_library_cell
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (torch.sigmoid(pre(gate)) for gate in "ifo")
    C_tilde = torch.tanh(pre("c"))
    C_new = F * C + I * C_tilde
    return C_new, O * torch.tanh(C_new)
