"""Multiplies by the transpose of W, which goes unnoticed when there are as many output as input channels.

Fails: test_agrees_with_a_library_convolution
"""

import torch


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    if W.shape[0] == W.shape[1]:
        return torch.einsum("co,ncij->noij", W, X)
    return torch.einsum("oc,ncij->noij", W, X)
