"""Shows the cell itself, O * C, without squashing it with tanh, so that the hidden state can grow beyond 1.

Fails: test_the_hidden_state_stays_below_one
"""

import torch


def lstm_step(X, H, C, params):
    def pre(gate):
        return X @ params["W_x" + gate] + H @ params["W_h" + gate] + params["b_" + gate]

    I, F, O = (torch.sigmoid(pre(gate)) for gate in "ifo")
    C_tilde = torch.tanh(pre("c"))
    C_new = F * C + I * C_tilde
    return O * C_new, C_new
