"""Returns the product as it comes, with all positions in one axis, so that no next layer sees a picture.

Fails: test_output_has_the_promised_shape
"""


def conv2d(X, W, b=None, padding=(0, 0), stride=(1, 1)):
    if X.dim() != 4 or W.dim() != 4 or X.shape[1] != W.shape[1]:
        raise ValueError("X and W need four axes and the same input channels")
    if b is not None and b.shape != (len(W),):
        raise ValueError("b needs one number per output channel")
    Y = W.reshape(len(W), -1) @ im2col(X, tuple(W.shape[2:]), padding, stride)
    return Y if b is None else Y + b.reshape(1, -1, 1)
