"""Starts at the output and asks layer by layer how many units of its input are needed."""

import math


def receptive_field(layers):
    if any(kernel < 1 or stride < 1 for kernel, stride in layers):
        raise ValueError("kernels and strides are at least 1")
    size = 1
    for kernel, stride in reversed(layers):
        size = (size - 1) * stride + kernel
    return size, math.prod(stride for _, stride in layers)
