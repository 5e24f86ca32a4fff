"""Returns floating numbers; a count is an integer.

Fails: test_counts_one_megapixel
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    channels = in_channels * out_channels
    shared = (2.0 * height - 1) * (2 * width - 1)
    return (height * width) ** 2.0 * channels, shared * channels, (2.0 * delta + 1) ** 2 * channels
