"""Adds p rows in all instead of p on each side.

Fails: test_knows_padding_and_stride
"""


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    settings = [(v, v) if isinstance(v, int) else v for v in (kernel_size, padding, stride, dilation)]
    sizes = []
    for n, k, p, s, d in zip(in_shape, *settings):
        room = n + p - d * (k - 1) - 1
        if min(n, k, s, d) < 1 or p < 0 or room < 0:
            raise ValueError("settings")
        sizes.append(room // s + 1)
    return tuple(sizes)
