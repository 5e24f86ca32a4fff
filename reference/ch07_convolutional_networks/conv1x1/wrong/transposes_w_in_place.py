"""Transposes the caller's own W with t_(), so that the next call multiplies by something else.

Fails: test_leaves_its_arguments_alone
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    return (X.permute(0, 2, 3, 1) @ W.t_()).permute(0, 3, 1, 2)
