"""Returns width and height instead of height and width.

Fails: test_treats_rows_and_columns_apart
"""


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    settings = [(v, v) if isinstance(v, int) else v for v in (kernel_size, padding, stride, dilation)]
    sizes = []
    for n, k, p, s, d in zip(in_shape, *settings):
        room = n + 2 * p - d * (k - 1) - 1
        if min(n, k, s, d) < 1 or p < 0 or room < 0:
            raise ValueError("settings")
        sizes.append(room // s + 1)
    return tuple(reversed(sizes))
