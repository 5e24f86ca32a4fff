"""Copies float64 weights into float32 parameters and widens them afterwards, when half of the digits are gone.

Fails: test_runs_twenty_steps_like_lstm_step
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]))
        lstm.bias_hh_l0.zero_()
    return lstm.to(params["W_xi"].dtype)
