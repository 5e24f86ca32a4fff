"""Quietly adds the missing axis to a single image or filter and drops an axis too many, so that wrong shapes pass.

Fails: test_rejects_tensors_without_three_axes
"""

import torch.nn.functional as F


def match_features(images, filters):
    images, filters = images.reshape(-1, *images.shape[-2:]), filters.reshape(-1, *filters.shape[-2:])
    kh, kw = filters.shape[1:]
    if kh > images.shape[1] or kw > images.shape[2]:
        raise ValueError("the filters are larger than the images")
    if not filters.flatten(1).any(dim=1).all():
        raise ValueError("a filter of zeros")
    windows = images.unfold(1, kh, 1).unfold(2, kw, 1).flatten(3).flatten(1, 2)
    units = F.normalize(filters.flatten(1), dim=1)
    return (F.normalize(windows, dim=2) @ units.T).amax(1).clamp(min=0)
