"""Makes a state dict and loads it."""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)
    b = torch.cat([params["b_i"], params["b_f"], params["b_c"], params["b_o"]])
    lstm.load_state_dict(
        {
            "weight_ih_l0": torch.cat([params["W_xi"], params["W_xf"], params["W_xc"], params["W_xo"]], 1).T,
            "weight_hh_l0": torch.cat([params["W_hi"], params["W_hf"], params["W_hc"], params["W_ho"]], 1).T,
            "bias_ih_l0": b,
            "bias_hh_l0": torch.zeros_like(b),
        }
    )
    return lstm
