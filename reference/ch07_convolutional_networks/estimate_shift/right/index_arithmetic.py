"""Selects partner rows and columns with index tensors and sorts tuples of rounded errors."""

import torch


def estimate_shift(frame0, frame1, max_shift):
    if frame0.dim() != 2 or frame0.shape != frame1.shape:
        raise ValueError("the frames do not fit")
    h, w = frame0.shape
    if max_shift < 0 or max_shift >= min(h, w):
        raise ValueError("max_shift does not fit")
    found = []
    for dy in range(-max_shift, max_shift + 1):
        i = torch.tensor([i for i in range(h) if 0 <= i + dy < h])
        for dx in range(-max_shift, max_shift + 1):
            j = torch.tensor([j for j in range(w) if 0 <= j + dx < w])
            gap = frame1[(i + dy)[:, None], j + dx].double() - frame0[i[:, None], j].double()
            found.append((float(torch.mean(gap * gap)), abs(dy) + abs(dx), dy, dx))
    limit = min(found)[0] * (1 + 1e-9)
    return min(item[1:] for item in found if item[0] <= limit)[1:]
