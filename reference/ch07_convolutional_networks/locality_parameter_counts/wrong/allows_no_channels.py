"""Does not look at the numbers of channels, so that 0 channels have 0 weights instead of a ValueError.

Fails: test_rejects_images_without_pixels_or_channels
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if delta < 0 or delta >= min(height, width):
        raise ValueError("delta")
    channels = in_channels * out_channels
    shared = (2 * height - 1) * (2 * width - 1)
    return (height * width) ** 2 * channels, shared * channels, (2 * delta + 1) ** 2 * channels
