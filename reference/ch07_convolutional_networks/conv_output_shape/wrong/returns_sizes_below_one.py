"""Returns 0 or a negative number where no window fits; nothing can be computed there.

Fails: test_rejects_windows_that_do_not_fit
"""


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    settings = [(v, v) if isinstance(v, int) else v for v in (kernel_size, padding, stride, dilation)]
    sizes = []
    for n, k, p, s, d in zip(in_shape, *settings):
        if min(n, k, s, d) < 1 or p < 0:
            raise ValueError("settings")
        sizes.append((n + 2 * p - d * (k - 1) - 1) // s + 1)
    return tuple(sizes)
