"""Names the axes and lets einsum contract the channels."""

import torch


def conv1x1(X, W):
    if X.ndim != 4 or W.ndim != 2:
        raise ValueError("X needs four axes and W two")
    if X.size(1) != W.size(1):
        raise ValueError("the channels do not match")
    return torch.einsum("ncij,oc->noij", X, W)
