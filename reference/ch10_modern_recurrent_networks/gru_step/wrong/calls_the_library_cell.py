"""Lets the library's own cell do the work, which the task forbids.

Fails: test_parameters_of_zero_halve_the_state
"""

import torch


def gru_step(X, H, params, reset_after=False):
    cell = torch.nn.GRUCell(X.shape[1], H.shape[1], dtype=X.dtype)
    with torch.no_grad():
        cell.weight_ih.copy_(torch.cat([params["W_x" + g] for g in "rzh"], 1).T)
        cell.weight_hh.copy_(torch.cat([params["W_h" + g] for g in "rzh"], 1).T)
        cell.bias_ih.copy_(torch.cat([params["b_" + g] for g in "rzh"]))
        cell.bias_hh.zero_()
    return cell(X, H)
