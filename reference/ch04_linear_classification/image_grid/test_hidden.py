import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def pictures(n, c, h, w, dtype=torch.float32):
    """Return random images, none of whose pixels is a usual fill."""
    return 1 + torch.rand(n, c, h, w, generator=seeded(), dtype=dtype)


@hint("Round the number of columns up, so that the last row may be short; what is left of it has the value fill.")
def test_fills_the_missing_tiles(answer):
    """Five images in two rows leave the sixth tile at fill."""
    images = pictures(5, 1, 2, 2)
    gap = torch.full((2, 1), 0.5)
    tiles = [*images[:, 0], torch.full((2, 2), 0.5)]
    top = torch.cat([tiles[0], gap, tiles[1], gap, tiles[2]], dim=1)
    bottom = torch.cat([tiles[3], gap, tiles[4], gap, tiles[5]], dim=1)
    want = torch.cat([top, torch.full((1, 8), 0.5), bottom])[None]
    assert_same(answer.image_grid(images, 2, fill=0.5), want)


@hint("nrows rows are asked for, so there are nrows rows, even where the images fill fewer of them.")
def test_keeps_empty_rows(answer):
    """Three images in five rows, and five images in four, leave whole rows at fill."""
    images = pictures(3, 1, 2, 3)
    gap = torch.zeros(1, 3)
    rows = [images[0, 0], gap, images[1, 0], gap, images[2, 0], gap, torch.zeros(2, 3), gap, torch.zeros(2, 3)]
    assert_same(answer.image_grid(images, 5), torch.cat(rows)[None])
    five = torch.arange(1.0, 6.0).reshape(5, 1, 1, 1)
    want = torch.tensor([[[1.0, 2.0], [3.0, 4.0], [5.0, 0.0], [0.0, 0.0]]])
    assert_same(answer.image_grid(five, 4, 0), want)


@hint("Height goes with rows, width with columns, and every channel is laid out in the same way.")
def test_every_tile_is_its_image(answer):
    """Each tile cut out of the picture equals its image, with three channels, h unlike w, and padding 2."""
    n, c, h, w, nrows, ncols, pad = 7, 3, 4, 5, 3, 3, 2
    images = pictures(n, c, h, w)
    picture = answer.image_grid(images, nrows, pad)
    assert tuple(picture.shape) == (c, 16, 19), (
        f"7 images of shape (3, 4, 5) in 3 rows with pad=2 gave a picture of shape {tuple(picture.shape)}; "
        "(3, 16, 19) was expected"
    )
    for i in range(n):
        top, left = i // ncols * (h + pad), i % ncols * (w + pad)
        tile = picture[:, top : top + h, left : left + w]
        assert_same(tile, images[i], saying=f"{{got}} in the tile of image {i}; {{want}} was expected")


@hint("With pad=0 neighbours touch: split the axes, then exchange them, before you reshape.")
def test_without_padding_tiles_touch(answer):
    """pad=0 puts the images side by side with nothing between."""
    images = pictures(4, 2, 2, 3)
    rows = [torch.cat([images[0], images[1]], dim=2), torch.cat([images[2], images[3]], dim=2)]
    assert_same(answer.image_grid(images, 2, pad=0), torch.cat(rows, dim=1))


@hint("images.new_full(shape, fill) has the dtype of images; torch.full has float32 unless it is told otherwise.")
def test_keeps_float64(answer):
    """float64 images give a float64 picture, padding included."""
    images = pictures(2, 1, 2, 2, torch.float64)
    gap = torch.full((2, 1), -0.1, dtype=torch.float64)
    want = torch.cat([images[0, 0], gap, images[1, 0]], dim=1)[None]
    assert_same(answer.image_grid(images, 1, fill=-0.1), want)


@hint("Assign the images themselves: .detach(), .data, numpy() and no_grad() cut the graph.")
def test_gradients_match_central_differences(answer):
    """Gradients of the picture with respect to the images match central differences."""
    images = pictures(3, 2, 2, 3, torch.float64)
    assert_gradients(answer.image_grid, images, 2)


@hint("Look at len(images), images.dim() and pad before anything else.")
def test_rejects_what_cannot_be_laid_out(answer):
    """No images, images without four axes, and a negative pad raise ValueError."""
    good = (torch.zeros(2, 1, 3, 3), 1, 0)
    assert_raises(ValueError, answer.image_grid, torch.zeros(0, 1, 3, 3), 1, 0, accepts=good)
    assert_raises(ValueError, answer.image_grid, torch.zeros(2, 3, 3), 1, 0, accepts=good)
    assert_raises(ValueError, answer.image_grid, torch.zeros(1, 2, 1, 3, 3), 1, 0, accepts=good)
    assert_raises(ValueError, answer.image_grid, torch.zeros(2, 1, 3, 3), 1, -1, accepts=good)


def test_leaves_the_images_alone(answer):
    """The caller's images are unchanged."""
    assert_pure(answer.image_grid, pictures(3, 1, 2, 2), 2)
