"""Looks at strides only, so that a kernel of 0 makes the receptive field smaller.

Fails: test_rejects_layers_that_do_not_exist
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if stride < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump
