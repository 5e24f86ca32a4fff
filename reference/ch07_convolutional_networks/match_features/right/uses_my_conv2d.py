"""Calls conv2d of section 7.4 for the products, and divides by vector norms of the windows."""

import torch


def match_features(images, filters):
    if images.dim() != 3 or filters.dim() != 3:
        raise ValueError("images and filters need three axes")
    kh, kw = filters.shape[1:]
    if kh > images.shape[1] or kw > images.shape[2]:
        raise ValueError("the filters are larger than the images")
    if not filters.flatten(1).any(dim=1).all():
        raise ValueError("a filter of zeros")
    dots = conv2d(images[:, None], filters[:, None] / filters.flatten(1).norm(dim=1).reshape(-1, 1, 1, 1))
    norms = torch.linalg.vector_norm(im2col(images[:, None], (kh, kw)), dim=1, keepdim=True)
    best = (dots.flatten(2) / norms.clamp(min=1e-10)).amax(2)
    return torch.maximum(best, torch.zeros_like(best))
