"""Lets PyTorch's own LSTM cell do the step.

Fails: test_both_results_have_a_row_per_example
"""

import torch


def lstm_step(X, H, C, params):
    def stack(kind):
        return torch.cat([params[kind + gate] for gate in "ifco"], dim=-1)

    b = stack("b_")
    return torch.lstm_cell(X, (H, C), stack("W_x").T, stack("W_h").T, b, torch.zeros_like(b))
