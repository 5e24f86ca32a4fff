"""Takes tanh of O * C_new; the cell is squashed first, and the output gate multiplies what tanh gives.

Fails: test_parameters_of_zero_halve_the_cell
"""

import torch


def lstm_step(X, H, C, params):
    I, F, O = (
        torch.sigmoid(X @ params["W_x" + g] + H @ params["W_h" + g] + params["b_" + g]) for g in ("i", "f", "o")
    )
    C_tilde = torch.tanh(X @ params["W_xc"] + H @ params["W_hc"] + params["b_c"])
    C_new = F * C + I * C_tilde
    return torch.tanh(O * C_new), C_new
