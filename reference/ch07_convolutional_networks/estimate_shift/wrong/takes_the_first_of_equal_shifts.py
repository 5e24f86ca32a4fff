"""Goes through the shifts from the upper left, so that equal frames appear to have moved.

Fails: test_sees_no_motion_where_there_is_none
"""


def estimate_shift(frame0, frame1, max_shift):
    if frame0.dim() != 2 or frame0.shape != frame1.shape:
        raise ValueError("the frames do not fit")
    h, w = frame0.shape
    if max_shift < 0 or max_shift >= min(h, w):
        raise ValueError("max_shift does not fit")
    steps = range(-max_shift, max_shift + 1)
    shifts = [(dy, dx) for dy in steps for dx in steps]
    best, least = (0, 0), float("inf")
    for dy, dx in shifts:
        a = frame0[max(0, -dy) : min(h, h - dy), max(0, -dx) : min(w, w - dx)]
        b = frame1[max(0, dy) : min(h, h + dy), max(0, dx) : min(w, w + dx)]
        error = ((b.double() - a.double()) ** 2).mean().item()
        if error < least * (1 - 1e-9):
            best, least = (dy, dx), error
    return best
