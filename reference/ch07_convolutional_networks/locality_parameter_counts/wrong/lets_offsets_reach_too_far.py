"""Lets offsets run up to height and width themselves, 2 h + 1 of them; no two pixels lie that far apart.

Fails: test_counts_offsets_of_both_signs
"""


def locality_parameter_counts(height, width, delta, in_channels=1, out_channels=1):
    if min(height, width, in_channels, out_channels) < 1 or delta < 0 or delta >= min(height, width):
        raise ValueError("sizes")
    channels = in_channels * out_channels
    shared = (2 * height + 1) * (2 * width + 1)
    return (height * width) ** 2 * channels, shared * channels, (2 * delta + 1) ** 2 * channels
