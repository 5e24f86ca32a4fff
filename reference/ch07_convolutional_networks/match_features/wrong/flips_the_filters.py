"""Flips the filters, as the mathematical convolution does.

Fails: test_finds_the_best_window
"""

import torch.nn.functional as F


def match_features(images, filters):
    if images.dim() != 3 or filters.dim() != 3:
        raise ValueError("images and filters need three axes")
    kh, kw = filters.shape[1:]
    if kh > images.shape[1] or kw > images.shape[2]:
        raise ValueError("the filters are larger than the images")
    if not filters.flatten(1).any(dim=1).all():
        raise ValueError("a filter of zeros")
    windows = images.unfold(1, kh, 1).unfold(2, kw, 1).flatten(3).flatten(1, 2)
    units = F.normalize(filters.flatten(1), dim=1)
    return (F.normalize(windows, dim=2) @ units.flip(1).T).amax(1).clamp(min=0)
