"""Subtracts the mean brightness from the caller's own frames before it compares them.

Fails: test_leaves_the_frames_alone
"""


def estimate_shift(frame0, frame1, max_shift):
    if frame0.dim() != 2 or frame0.shape != frame1.shape or not 0 <= max_shift < min(frame0.shape):
        raise ValueError("the arguments do not fit")
    frame0 -= frame0.mean()
    frame1 -= frame1.mean()
    h, w = frame0.shape
    steps = range(-max_shift, max_shift + 1)
    means = {}
    for dy, dx in sorted([(dy, dx) for dy in steps for dx in steps], key=lambda s: (abs(s[0]) + abs(s[1]), s)):
        a = frame0[max(0, -dy) : min(h, h - dy), max(0, -dx) : min(w, w - dx)].double()
        b = frame1[max(0, dy) : min(h, h + dy), max(0, dx) : min(w, w + dx)].double()
        means[dy, dx] = (b - a).square().mean().item()
    return next(s for s in means if means[s] <= min(means.values()) * (1 + 1e-9))
