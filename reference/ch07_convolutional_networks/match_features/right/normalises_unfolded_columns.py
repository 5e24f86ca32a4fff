"""Unfolds columns with the library and normalises them and the filters."""

import torch.nn.functional as F


def match_features(images, filters):
    if images.dim() != 3 or filters.dim() != 3:
        raise ValueError("images and filters need three axes")
    kh, kw = filters.shape[1:]
    if kh > images.shape[1] or kw > images.shape[2]:
        raise ValueError("the filters are larger than the images")
    if not filters.flatten(1).any(dim=1).all():
        raise ValueError("a filter of zeros")
    columns = F.normalize(F.unfold(images.unsqueeze(1), (kh, kw)), dim=1)
    templates = F.normalize(filters.reshape(len(filters), -1), dim=1)
    return (templates @ columns).amax(dim=2).relu()
