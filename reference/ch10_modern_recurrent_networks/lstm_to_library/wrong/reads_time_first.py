"""Leaves out batch_first=True, so that the network takes examples for steps and steps for examples.

Fails: test_is_the_librarys_own_class
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, dtype=params["W_xi"].dtype)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]))
        lstm.bias_hh_l0.zero_()
    return lstm
