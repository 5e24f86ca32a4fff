"""Multiplies in floating point and turns the result into an int, which rounds numbers beyond 2**53.

Fails: test_is_exact_for_ten_gigapixels
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    channels = float(in_channels * out_channels)
    shared = (2 * height - 1) * (2 * width - 1)
    counts = (float(height) * width) ** 2 * channels, shared * channels, (2 * delta + 1) ** 2 * channels
    return tuple(int(count) for count in counts)
