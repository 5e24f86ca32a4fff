"""Draws padding below and to the right of every tile, the last ones included.

Fails: test_tiles_four_images_row_by_row
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * (h + pad), ncols * (w + pad)), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image
    return picture
