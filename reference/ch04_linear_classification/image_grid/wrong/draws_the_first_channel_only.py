"""Draws the first channel into all others, so that colours are lost.

Fails: test_every_tile_is_its_image
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * h + (nrows - 1) * pad, ncols * w + (ncols - 1) * pad), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image[0]
    return picture
