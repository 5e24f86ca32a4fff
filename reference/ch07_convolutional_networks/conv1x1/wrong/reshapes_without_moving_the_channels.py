"""Reshapes to rows of channels without moving the channel axis to the end, which mixes pixels with channels.

Fails: test_agrees_with_a_library_convolution
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    n, c_in, h, w = X.shape
    rows = X.reshape(n * h * w, c_in)
    return (rows @ W.T).reshape(n, h, w, len(W)).permute(0, 3, 1, 2)
