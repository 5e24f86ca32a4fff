"""Multiplies the jump first, so that a layer's own stride widens its own kernel.

Fails: test_knows_which_layers_a_stride_widens
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        jump *= stride
        size += (kernel - 1) * jump
    return size, jump
