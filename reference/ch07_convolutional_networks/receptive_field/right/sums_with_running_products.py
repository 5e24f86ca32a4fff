"""Adds up (kernel - 1) times the running product of the earlier strides, from itertools."""

from collections.abc import Sequence
from itertools import accumulate
from operator import mul


def receptive_field(layers: Sequence[tuple[int, int]]) -> tuple[int, int]:
    kernels = [kernel for kernel, _ in layers]
    strides = [stride for _, stride in layers]
    if min([*kernels, *strides, 1]) < 1:
        raise ValueError(layers)
    *jumps, last = accumulate(strides, mul, initial=1)
    return 1 + sum((kernel - 1) * jump for kernel, jump in zip(kernels, jumps)), last
