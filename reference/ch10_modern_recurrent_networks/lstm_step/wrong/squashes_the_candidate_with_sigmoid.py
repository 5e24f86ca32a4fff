"""Uses the sigmoid for the candidate, which then can never lower the cell.

Fails: test_parameters_of_zero_halve_the_cell
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (torch.sigmoid(pre(gate)) for gate in "ifo")
    C_tilde = torch.sigmoid(pre("c"))
    C_new = F * C + I * C_tilde
    return O * torch.tanh(C_new), C_new
