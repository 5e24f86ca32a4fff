"""Does not look at the sign of the padding, so that negative padding cuts the picture.

Fails: test_rejects_settings_that_mean_nothing
"""


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    settings = [(v, v) if isinstance(v, int) else v for v in (kernel_size, padding, stride, dilation)]
    sizes = []
    for n, k, p, s, d in zip(in_shape, *settings):
        room = n + 2 * p - d * (k - 1) - 1
        if min(n, k, s, d) < 1 or room < 0:
            raise ValueError("settings")
        sizes.append(room // s + 1)
    return tuple(sizes)
