"""Adds up kernel - 1 and ignores strides; after a stride of 2 one step of the next kernel covers two pixels.

Fails: test_knows_which_layers_a_stride_widens
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += kernel - 1
        jump *= stride
    return size, jump
