"""Widens steps by the stride of the layer before alone; the strides of all earlier layers multiply.

Fails: test_agrees_with_the_gradients_of_a_network
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump = stride
    return size, jump
