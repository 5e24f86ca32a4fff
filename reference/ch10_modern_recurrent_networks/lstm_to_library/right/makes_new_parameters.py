"""Replaces the four parameters by new ones."""

import torch
from torch import nn


def lstm_to_library(params):
    def stacked(kind):
        return nn.Parameter(torch.vstack([params[kind + gate].detach().T for gate in "ifco"]))

    lstm = nn.LSTM(*params["W_xi"].shape, batch_first=True, dtype=params["W_xi"].dtype)
    lstm.weight_ih_l0, lstm.weight_hh_l0 = stacked("W_x"), stacked("W_h")
    lstm.bias_ih_l0 = nn.Parameter(torch.hstack([params["b_" + gate].detach() for gate in "ifco"]))
    lstm.bias_hh_l0 = nn.Parameter(torch.zeros_like(lstm.bias_ih_l0))
    return lstm
