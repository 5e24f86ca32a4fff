"""Works on the last two axes and accepts any number of axes before them.

Fails: test_rejects_other_numbers_of_axes
"""


def corr2d(X, K):
    kh, kw = K.shape
    oh, ow = X.shape[-2] - kh + 1, X.shape[-1] - kw + 1
    if oh < 1 or ow < 1:
        raise ValueError("kernel too large")
    kernel = K.to(X.dtype)
    return sum(X[..., a : a + oh, b : b + ow] * kernel[a, b] for a in range(kh) for b in range(kw))
