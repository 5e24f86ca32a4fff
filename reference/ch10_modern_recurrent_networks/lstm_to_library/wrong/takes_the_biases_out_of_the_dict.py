"""Pops the biases from the dict, so that the caller can use params for lstm_step no more.

Fails: test_leaves_params_alone
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)
    with torch.no_grad():
        lstm.bias_ih_l0.copy_(torch.cat([params.pop("b_" + g) for g in "ifco"]))
        lstm.bias_hh_l0.zero_()
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]))
    return lstm
