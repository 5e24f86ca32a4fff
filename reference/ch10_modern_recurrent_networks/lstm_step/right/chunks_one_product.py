"""One product with concatenated inputs and weights, cut into four afterwards."""

import torch


def lstm_step(X, H, C, params):
    W = torch.cat([torch.cat([params["W_x" + g], params["W_h" + g]]) for g in "ifoc"], dim=1)
    b = torch.cat([params["b_" + g] for g in "ifoc"])
    gates = torch.cat([X, H], dim=1) @ W + b
    i, f, o, c = gates.chunk(4, dim=1)
    C = f.sigmoid() * C + i.sigmoid() * c.tanh()
    return o.sigmoid() * C.tanh(), C
