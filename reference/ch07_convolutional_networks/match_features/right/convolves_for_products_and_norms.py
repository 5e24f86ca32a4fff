"""Lets the library's convolution compute dot products and, with ones, the squared norms."""

import torch
import torch.nn.functional as F


def match_features(images, filters):
    if images.dim() != 3 or filters.dim() != 3:
        raise ValueError("images and filters need three axes")
    kh, kw = filters.shape[1:]
    if kh > images.shape[1] or kw > images.shape[2]:
        raise ValueError("the filters are larger than the images")
    if not filters.flatten(1).any(dim=1).all():
        raise ValueError("a filter of zeros")
    X = images.unsqueeze(1)
    dots = F.conv2d(X, filters.unsqueeze(1))
    squares = F.conv2d(X * X, torch.ones_like(filters[:1]).unsqueeze(1))
    norms = (squares.clamp(min=0) + 1e-16).sqrt() * filters.square().sum((1, 2)).sqrt().reshape(1, -1, 1, 1)
    return torch.relu((dots / norms).flatten(2).max(dim=2).values)
