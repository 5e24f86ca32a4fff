"""Counts one stencil per output channel; each output channel has one stencil for every input channel.

Fails: test_has_weights_for_every_pair_of_channels
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    shared = (2 * height - 1) * (2 * width - 1)
    return (height * width) ** 2 * out_channels, shared * out_channels, (2 * delta + 1) ** 2 * out_channels
