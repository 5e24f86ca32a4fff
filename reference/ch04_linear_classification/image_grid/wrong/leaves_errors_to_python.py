"""Does not look at its arguments, so that no rows end in ZeroDivisionError and no images in an empty picture.

Fails: test_rejects_no_rows
"""


def image_grid(images, nrows, pad=1, fill=0.0):
    n, c, h, w = images.shape
    ncols = -(-n // nrows)
    picture = images.new_full((c, nrows * h + (nrows - 1) * pad, ncols * w + (ncols - 1) * pad), fill)
    for i, image in enumerate(images):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        picture[:, top : top + h, left : left + w] = image
    return picture
