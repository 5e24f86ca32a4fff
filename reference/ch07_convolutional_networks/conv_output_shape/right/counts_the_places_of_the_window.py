"""Counts the places at which a window may begin as the length of a range."""


def _both(value):
    return value if isinstance(value, tuple) else (value, value)


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    shape = []
    for n, k, p, s, d in zip(in_shape, _both(kernel_size), _both(padding), _both(stride), _both(dilation)):
        if n <= 0 or k <= 0 or s <= 0 or d <= 0 or p < 0:
            raise ValueError("sizes must be positive, padding not negative")
        window = d * (k - 1) + 1
        places = range(0, n + 2 * p - window + 1, s)
        if not places:
            raise ValueError("the window does not fit")
        shape.append(len(places))
    return tuple(shape)
