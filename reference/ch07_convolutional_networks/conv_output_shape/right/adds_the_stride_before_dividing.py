"""Adds the stride to the room before dividing, which is the same as adding 1 afterwards."""


def conv_output_shape(
    in_shape: tuple[int, int],
    kernel_size: int | tuple[int, int],
    padding: int | tuple[int, int] = 0,
    stride: int | tuple[int, int] = 1,
    dilation: int | tuple[int, int] = 1,
) -> tuple[int, int]:
    settings = [(v, v) if isinstance(v, int) else tuple(v) for v in (kernel_size, padding, stride, dilation)]
    (kh, kw), (ph, pw), (sh, sw), (dh, dw) = settings
    h, w = in_shape
    if min(h, w, kh, kw, sh, sw, dh, dw) < 1 or min(ph, pw) < 0:
        raise ValueError(f"settings {settings} for {in_shape}")
    rows, columns = h + 2 * ph - dh * (kh - 1) - 1, w + 2 * pw - dw * (kw - 1) - 1
    if rows < 0 or columns < 0:
        raise ValueError("the window is larger than the padded input")
    return (rows + sh) // sh, (columns + sw) // sw
