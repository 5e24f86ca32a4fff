"""Library linear layers for the affine maps (only recurrent layers are forbidden)."""

import torch
import torch.nn.functional as F


def lstm_step(X, H, C, params):
    affine = {
        g: F.linear(X, params[f"W_x{g}"].T, params[f"b_{g}"]) + F.linear(H, params[f"W_h{g}"].T) for g in "ifoc"
    }
    i, f, o = (torch.special.expit(affine[g]) for g in "ifo")
    cell = torch.addcmul(f * C, i, torch.tanh(affine["c"]))
    return o * torch.tanh(cell), cell
