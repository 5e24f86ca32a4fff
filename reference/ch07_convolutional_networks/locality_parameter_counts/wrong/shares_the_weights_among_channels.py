"""Multiplies only the dense count by the channels; the other layers have a stencil for each pair of channels too.

Fails: test_has_weights_for_every_pair_of_channels
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    dense = (height * width) ** 2 * in_channels * out_channels
    return dense, (2 * height - 1) * (2 * width - 1), (2 * delta + 1) ** 2
