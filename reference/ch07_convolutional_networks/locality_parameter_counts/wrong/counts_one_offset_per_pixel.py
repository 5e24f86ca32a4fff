"""Takes height * width offsets for the shared layer; offsets run over negative values too.

Fails: test_counts_one_megapixel
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    channels = in_channels * out_channels
    return (height * width) ** 2 * channels, height * width * channels, (2 * delta + 1) ** 2 * channels
