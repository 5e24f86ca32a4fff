"""Adds strides instead of multiplying them: two strides of 2 make steps of 4 pixels, not of 3.

Fails: test_knows_lenet
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump += stride - 1
    return size, jump
