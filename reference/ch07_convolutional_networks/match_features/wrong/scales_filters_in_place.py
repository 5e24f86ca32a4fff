"""Scales the caller's own filters to length 1.

Fails: test_leaves_its_arguments_alone
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
    filters /= filters.flatten(1).norm(dim=1)[:, None, None]
    return (F.normalize(windows, dim=2) @ units.T).amax(1).clamp(min=0)
