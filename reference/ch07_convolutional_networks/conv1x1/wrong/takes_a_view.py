"""Takes a view, which fails with a RuntimeError for images that do not lie contiguously in memory.

Fails: test_takes_images_that_are_not_contiguous
"""


def conv1x1(X, W):
    if X.dim() != 4 or W.dim() != 2 or X.shape[1] != W.shape[1]:
        raise ValueError("shapes do not fit")
    n, c_in, h, w = X.shape
    return (W @ X.view(n, c_in, h * w)).view(n, len(W), h, w)
