"""Rounds the number of columns down, and the images that do not fit are lost.

Fails: test_fills_the_missing_tiles
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = max(1, n // nrows)
    picture = images.new_full((c, nrows * h + (nrows - 1) * pad, ncols * w + (ncols - 1) * pad), fill)
    for i, image in enumerate(images[: nrows * ncols]):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image
    return picture
