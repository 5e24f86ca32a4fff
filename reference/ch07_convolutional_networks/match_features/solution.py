import torch
from torch import Tensor


def match_features(images: Tensor, filters: Tensor) -> Tensor:
    """Return how well the best window of each image matches each filter.

    images: (n, h, w); filters: (k, kh, kw). Returns (n, k), dtype of images: the largest cosine similarity over all
    windows at stride 1, negative values cut to 0; a window of zeros has similarity 0.
    Raises ValueError unless both have three axes, every filter fits into the images and has an entry other than 0.
    """
    ### BEGIN SOLUTION
    (_, h, w), (_, kh, kw) = images.shape, filters.shape
    if kh > h or kw > w:
        raise ValueError(f"filters of {kh}x{kw} do not fit into images of {h}x{w}")
    templates = filters.flatten(1)
    lengths = templates.norm(dim=1)
    if (lengths == 0).any():
        raise ValueError("a filter of zeros looks like nothing")
    windows = images.unfold(1, kh, 1).unfold(2, kw, 1).flatten(3).flatten(1, 2)  # (n, positions, kh*kw)
    squares = windows.square().sum(2, keepdim=True)
    sizes = torch.where(squares > 0, squares, 1).sqrt()  # no sqrt of 0: its gradient is infinite
    similarities = (windows / sizes) @ (templates / lengths[:, None]).T
    return similarities.amax(1).clamp(min=0)
    ### END SOLUTION
