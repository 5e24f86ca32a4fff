"""Rejects delta = min(height, width) - 1 already, although pixels that far apart exist.

Fails: test_takes_deltas_below_the_shorter_side
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or 2 * delta + 1 > min(height, width):
        raise ValueError("sizes")
    channels = in_channels * out_channels
    shared = (2 * height - 1) * (2 * width - 1)
    return (height * width) ** 2 * channels, shared * channels, (2 * delta + 1) ** 2 * channels
