"""Makes the network float64 whatever the dtype of params, so that float32 inputs do not fit it.

Fails: test_keeps_float32
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=torch.float64)
    with torch.no_grad():
        lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]))
        lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]))
        lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]))
        lstm.bias_hh_l0.zero_()
    return lstm
