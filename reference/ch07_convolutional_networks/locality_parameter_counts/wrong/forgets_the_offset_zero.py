"""Gives the local layer (2 delta)**2 weights: the pixel itself, offset 0, is left out in both directions.

Fails: test_counts_the_local_offsets
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    channels = in_channels * out_channels
    shared = (2 * height - 1) * (2 * width - 1)
    return (height * width) ** 2 * channels, shared * channels, (2 * delta) ** 2 * channels
