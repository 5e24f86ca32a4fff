"""Fills the missing pixels with zeros and divides by the whole frame.

Fails: test_compares_means_and_not_sums
"""

import torch.nn.functional as F


def estimate_shift(frame0, frame1, max_shift):
    if frame0.dim() != 2 or frame0.shape != frame1.shape:
        raise ValueError("the frames do not fit")
    h, w = frame0.shape
    if max_shift < 0 or max_shift >= min(h, w):
        raise ValueError("max_shift does not fit")
    m = max_shift
    padded = F.pad(frame1, (m, m, m, m))
    steps = range(-m, m + 1)
    shifts = sorted([(dy, dx) for dy in steps for dx in steps], key=lambda s: (abs(s[0]) + abs(s[1]), s))
    means = [
        (padded[m + dy : m + dy + h, m + dx : m + dx + w] - frame0).square().mean().item() for dy, dx in shifts
    ]
    return next(s for s, e in zip(shifts, means) if e <= min(means) * (1 + 1e-9))
