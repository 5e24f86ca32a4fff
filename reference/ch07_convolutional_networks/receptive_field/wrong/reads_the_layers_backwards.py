"""Takes the first pair for the layer next to the output, so that strides widen the layers before them.

Fails: test_knows_which_layers_a_stride_widens
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in reversed(layers):
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump *= stride
    return size, jump
