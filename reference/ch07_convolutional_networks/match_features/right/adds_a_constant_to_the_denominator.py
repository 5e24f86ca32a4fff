"""Multiplies both norms and adds 1e-8, with 1 for squares of zero so that the root has a gradient."""


def match_features(images, filters):
    if images.dim() != 3 or filters.dim() != 3:
        raise ValueError("images and filters need three axes")
    n, h, w = images.shape
    k, kh, kw = filters.shape
    if kh > h or kw > w or (filters == 0).flatten(1).all(1).any():
        raise ValueError("filters too large, or of zeros")
    windows = images.unfold(1, kh, 1).unfold(2, kw, 1).reshape(n, -1, kh * kw)
    squares = windows.square().sum(2, keepdim=True)
    norms = (squares + (squares == 0)).sqrt() * filters.reshape(k, -1).norm(dim=1)
    return (windows @ filters.reshape(k, -1).T / (norms + 1e-8)).amax(1).clamp(min=0)
