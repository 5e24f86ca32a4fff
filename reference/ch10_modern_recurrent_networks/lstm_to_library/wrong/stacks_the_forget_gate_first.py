"""Stacks the forget gate before the input gate; the library reads the input gate first.

Fails: test_takes_one_step_like_lstm_step
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "fico"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "fico"]))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "fico"]))
        lstm.bias_hh_l0.zero_()
    return lstm
