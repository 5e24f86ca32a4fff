"""Fills the rows of one gate after the other, in a loop over gates."""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True).to(params["b_i"].dtype)
    with torch.no_grad():
        for k, gate in enumerate(("i", "f", "c", "o")):
            rows = slice(k * h, (k + 1) * h)
            lstm.weight_ih_l0[rows] = params[f"W_x{gate}"].t()
            lstm.weight_hh_l0[rows] = params[f"W_h{gate}"].t()
            lstm.bias_ih_l0[rows] = params[f"b_{gate}"]
        nn.init.zeros_(lstm.bias_hh_l0)
    return lstm
