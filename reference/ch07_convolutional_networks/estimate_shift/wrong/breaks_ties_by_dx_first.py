"""Orders equally long shifts by dx before dy.

Fails: test_breaks_ties_as_agreed
"""


def estimate_shift(frame0, frame1, max_shift):
    if frame0.dim() != 2 or frame0.shape != frame1.shape:
        raise ValueError("the frames do not fit")
    h, w = frame0.shape
    if max_shift < 0 or max_shift >= min(h, w):
        raise ValueError("max_shift does not fit")
    steps = range(-max_shift, max_shift + 1)
    shifts = sorted([(dy, dx) for dy in steps for dx in steps], key=lambda s: (abs(s[0]) + abs(s[1]), s[1], s[0]))
    best, least = (0, 0), float("inf")
    for dy, dx in shifts:
        a = frame0[max(0, -dy) : min(h, h - dy), max(0, -dx) : min(w, w - dx)]
        b = frame1[max(0, dy) : min(h, h + dy), max(0, dx) : min(w, w + dx)]
        error = ((b.double() - a.double()) ** 2).mean().item()
        if error < least * (1 - 1e-9):
            best, least = (dy, dx), error
    return best
