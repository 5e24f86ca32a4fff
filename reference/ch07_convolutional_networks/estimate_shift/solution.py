from torch import Tensor


def estimate_shift(frame0: Tensor, frame1: Tensor, max_shift: int) -> tuple[int, int]:
    """Return by how many rows down and columns right the content of frame0 moved to become frame1.

    frames: (h, w), floating. Returns the (dy, dx) up to max_shift with the smallest mean square over the overlap;
    means equal to a relative 1e-9 tie, and ties go to the smallest |dy| + |dx|, dy, dx.
    Raises ValueError for frames that are not matrices of one shape, and unless 0 <= max_shift < min(h, w).
    """
    ### BEGIN SOLUTION
    h, w = frame0.shape
    if frame1.shape != (h, w) or not 0 <= max_shift < min(h, w):
        raise ValueError(f"frames {tuple(frame0.shape)} and {tuple(frame1.shape)}, max_shift {max_shift}")
    steps = range(-max_shift, max_shift + 1)
    errors = {}
    for dy, dx in sorted(((dy, dx) for dy in steps for dx in steps), key=lambda s: (abs(s[0]) + abs(s[1]), s)):
        before = frame0[max(-dy, 0) : h - dy, max(-dx, 0) : w - dx]
        after = frame1[max(dy, 0) : h + dy, max(dx, 0) : w + dx].double()  # float64 from here on
        errors[dy, dx] = (after - before).square().mean().item()
    smallest = min(errors.values())
    return next(shift for shift, error in errors.items() if error <= smallest * (1 + 1e-9))
    ### END SOLUTION
