"""Puts one pixel between tiles, whatever pad is.

Fails: test_without_padding_tiles_touch
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * (h + 1) - 1, ncols * (w + 1) - 1), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + 1), i % ncols * (w + 1)
        picture[:, top : top + h, left : left + w] = image
    return picture
