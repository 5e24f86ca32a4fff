"""Writes into the data of the parameters, one stacked tensor after the other."""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, 1, True, True).to(params["W_xi"])
    for parameter, kind in ((lstm.weight_ih_l0, "W_x"), (lstm.weight_hh_l0, "W_h")):
        parameter.data[:] = torch.stack([params[kind + gate] for gate in "ifco"]).mT.flatten(0, 1)
    lstm.bias_ih_l0.data[:] = torch.stack([params["b_" + gate] for gate in "ifco"]).flatten()
    lstm.bias_hh_l0.data.fill_(0.0)
    return lstm
