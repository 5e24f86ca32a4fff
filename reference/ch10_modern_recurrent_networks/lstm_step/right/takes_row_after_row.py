"""Takes the rows of the batch one after the other and stacks the results."""

import torch


def lstm_step(X, H, C, params):
    new_H, new_C = [], []
    for x, h, c in zip(X, H, C):
        sums = {}
        for gate in "ifoc":
            sums[gate] = x @ params["W_x" + gate] + h @ params["W_h" + gate] + params["b_" + gate]
        c_new = torch.sigmoid(sums["f"]) * c + torch.sigmoid(sums["i"]) * torch.tanh(sums["c"])
        new_C.append(c_new)
        new_H.append(torch.sigmoid(sums["o"]) * torch.tanh(c_new))
    return torch.stack(new_H), torch.stack(new_C)
