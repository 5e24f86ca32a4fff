"""Clamps the caller's own images to at most 1 before it draws them.

Fails: test_leaves_the_images_alone
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    if images.dim() != 4 or len(images) == 0 or nrows < 1 or pad < 0:
        raise ValueError("cannot lay this out")
    n, c, h, w = images.shape
    images.clamp_(max=1)
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * h + (nrows - 1) * pad, ncols * w + (ncols - 1) * pad), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image
    return picture
