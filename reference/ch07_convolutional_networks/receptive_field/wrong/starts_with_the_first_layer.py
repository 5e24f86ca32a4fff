"""Starts with the numbers of the first layer, so that an empty list ends in an IndexError.

Fails: test_is_a_pixel_without_layers
"""


def receptive_field(layers):
    size, jump = layers[0]
    if min(size, jump) < 1:
        raise ValueError("layer")
    for kernel, stride in layers[1:]:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump
