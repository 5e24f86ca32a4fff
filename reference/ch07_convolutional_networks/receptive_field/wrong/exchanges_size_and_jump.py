"""Returns the jump first and the size second.

Fails: test_sees_as_much_with_two_small_kernels_as_with_a_large_one
"""


def receptive_field(layers):
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError("layer")
        size += (kernel - 1) * jump
        jump *= stride
    return jump, size
