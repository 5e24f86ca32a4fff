"""Switches the gradients of the parameters off and leaves them off, so that the network cannot be trained on.

Fails: test_all_parameters_can_be_trained
"""

import torch
from torch import nn


def lstm_to_library(params):
    d, h = params["W_xi"].shape
    lstm = nn.LSTM(d, h, batch_first=True, dtype=params["W_xi"].dtype)

    lstm.requires_grad_(False)
    lstm.weight_ih_l0.copy_(torch.cat([params["W_x" + g].T for g in "ifco"]).detach())
    lstm.weight_hh_l0.copy_(torch.cat([params["W_h" + g].T for g in "ifco"]).detach())
    lstm.bias_ih_l0.copy_(torch.cat([params["b_" + g] for g in "ifco"]).detach())
    lstm.bias_hh_l0.zero_()
    return lstm
