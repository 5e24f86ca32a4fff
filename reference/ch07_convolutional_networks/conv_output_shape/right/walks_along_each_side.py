"""Puts the window down again and again until it sticks out, in each direction."""


def _windows(n, k, p, s, d):
    if n < 1 or k < 1 or p < 0 or s < 1 or d < 1:
        raise ValueError((n, k, p, s, d))
    count, last = 0, d * (k - 1)
    while last < n + p + p:
        count += 1
        last += s
    if count == 0:
        raise ValueError("no window fits")
    return count


def conv_output_shape(in_shape, kernel_size, padding=0, stride=1, dilation=1):
    def part(value, axis):
        return value[axis] if isinstance(value, tuple | list) else value

    return tuple(
        _windows(in_shape[axis], *(part(value, axis) for value in (kernel_size, padding, stride, dilation)))
        for axis in (0, 1)
    )
