"""Puts half of b into each bias: the sum is right, but the second bias was to be 0.

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
        half = torch.cat([params["b_" + g] for g in "ifco"]) / 2
        lstm.bias_ih_l0.copy_(half)
        lstm.bias_hh_l0.copy_(half)
    return lstm
