"""Brings the stacked weights to the library's shape with reshape, which mixes up rows and columns.

Fails: test_runs_twenty_steps_like_lstm_step
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g] for g in "ifco"], 1).reshape(4 * h, d))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g] for g in "ifco"], 1).reshape(4 * h, h))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]))
        lstm.bias_hh_l0.zero_()
    return lstm
