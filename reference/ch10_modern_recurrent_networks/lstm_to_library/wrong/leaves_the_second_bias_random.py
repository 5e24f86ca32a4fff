"""Fills the first bias and leaves the second as the library drew it, at random.

Fails: test_the_second_bias_is_zero
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]))
    return lstm
