"""Adds the whole kernel for each layer, as if neighbouring windows did not overlap.

Fails: test_sees_as_much_with_two_small_kernels_as_with_a_large_one
"""


def receptive_field(layers):
    size, jump = 0, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += kernel * jump
        jump *= stride
    return max(size, 1), jump
