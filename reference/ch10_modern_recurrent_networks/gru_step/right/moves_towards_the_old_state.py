"""Starts at the candidate and moves a part Z of the way to the old state."""

import torch


def gru_step(X, H, params, reset_after=False):
    Z, R = (torch.sigmoid(X @ params["W_x" + g] + H @ params["W_h" + g] + params["b_" + g]) for g in "zr")
    memory = torch.mul(R, H @ params["W_hh"]) if reset_after else torch.matmul(torch.mul(R, H), params["W_hh"])
    H_tilde = (X @ params["W_xh"] + memory + params["b_h"]).tanh()
    return H_tilde + Z * (H - H_tilde)
