"""Multiplies the shapes of the three weight tensors with math.prod."""

from math import prod


def locality_parameter_counts(
    height: int, width: int, delta: int, in_channels: int = 1, out_channels: int = 1
) -> tuple[int, int, int]:
    if min(height, width, in_channels, out_channels) < 1:
        raise ValueError("height, width and channels must be positive")
    if delta < 0 or delta >= min(height, width):
        raise ValueError(f"delta = {delta} does not fit into {height} x {width} pixels")
    shapes = (
        (out_channels, height, width, in_channels, height, width),
        (out_channels, in_channels, 2 * height - 1, 2 * width - 1),
        (out_channels, in_channels, 2 * delta + 1, 2 * delta + 1),
    )
    dense, shared, local = map(prod, shapes)
    return dense, shared, local
