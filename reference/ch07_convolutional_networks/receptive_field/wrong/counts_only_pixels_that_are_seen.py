"""Counts the pixels that reach the unit; those in the gaps of large strides are missing from the width.

Fails: test_counts_the_pixels_in_gaps
"""


def receptive_field(layers):
    seen, jump = {0}, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        seen = {pixel + step * jump for pixel in seen for step in range(kernel)}
        jump *= stride
    return len(seen), jump
