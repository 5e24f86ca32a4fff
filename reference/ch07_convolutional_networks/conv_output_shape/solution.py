def conv_output_shape(
    in_shape: tuple[int, int],
    kernel_size: int | tuple[int, int],
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] = 1,
    dilation: int | tuple[int, int] = 1,
) -> tuple[int, int]:
    """Compute the height and width of a convolution's result.

    in_shape: (height, width); an int among the other arguments stands for both directions.
    Raises ValueError for sizes below 1, negative padding, and a window larger than the padded input.
    """

    ### BEGIN SOLUTION
    def pair(value: int | tuple[int, int]) -> tuple[int, int]:
        return (value, value) if isinstance(value, int) else value

    def size(n: int, k: int, p: int, s: int, d: int) -> int:
        room = n + 2 * p - d * (k - 1) - 1  # pixels beyond the first window
        if min(n, k, s, d) < 1 or p < 0 or room < 0:
            raise ValueError(f"no window of {k} at dilation {d}, stride {s}, padding {p} on {n} pixels")
        return room // s + 1

    height, width = map(size, in_shape, pair(kernel_size), pair(padding), pair(stride), pair(dilation))
    return height, width
    ### END SOLUTION
