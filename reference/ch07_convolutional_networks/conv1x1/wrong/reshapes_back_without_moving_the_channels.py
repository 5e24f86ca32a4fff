"""Computes with the channels at the end and only reshapes then: the numbers are right but in wrong places.

Fails: test_agrees_with_a_library_convolution
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    n, _, h, w = X.shape
    return (X.permute(0, 2, 3, 1) @ W.T).reshape(n, len(W), h, w)
