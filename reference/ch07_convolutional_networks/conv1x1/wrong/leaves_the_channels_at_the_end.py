"""Returns (n, h, w, c_out): the new channels are never brought back to axis 1.

Fails: test_output_has_the_promised_shape
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return X.permute(0, 2, 3, 1) @ W.T
