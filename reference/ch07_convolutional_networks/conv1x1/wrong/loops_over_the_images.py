"""Takes one matrix product per image in a Python loop; one product can do them all.

Fails: test_does_not_loop
"""

import torch


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return torch.stack([(W @ image.flatten(1)).reshape(len(W), *image.shape[1:]) for image in X])
