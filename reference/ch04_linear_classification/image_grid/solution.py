from torch import Tensor


def image_grid(images: Tensor, nrows: int, pad: int = 1, fill: float = 0.0) -> Tensor:
    """Tile images row by row into one picture, with pad pixels of value fill between neighbours.

    images: (n, c, h, w), floating, n >= 1. Returns (c, nrows*h + (nrows-1)*pad, ncols*w + (ncols-1)*pad).
    Raises ValueError for no images, other axes, nrows < 1 and pad < 0.
    """
    ### BEGIN SOLUTION
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError(f"cannot lay out images {tuple(images.shape)} in {nrows} rows with padding {pad}")
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * (h + pad) - pad, ncols * (w + pad) - pad), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image
    return picture
    ### END SOLUTION
