from collections.abc import Sequence


def receptive_field(layers: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Compute how many input pixels one output unit sees, and the shift between neighbouring units.

    layers: (kernel, stride) of each layer in one direction, from input to output. Returns (size, jump) in pixels.
    Raises ValueError for a kernel or stride below 1.
    """
    ### BEGIN SOLUTION
    size, jump = 1, 1
    for kernel, stride in layers:
        if min(kernel, stride) < 1:
            raise ValueError(f"kernel {kernel} and stride {stride} must be at least 1")
        size += (kernel - 1) * jump  # the kernel steps over units of its input, `jump` pixels apart
        jump *= stride
    return size, jump
    ### END SOLUTION
