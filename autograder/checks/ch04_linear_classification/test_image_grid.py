import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Image 1 stands to the right of image 0; one row and one column of zeros run between the tiles, none around.")
def test_tiles_four_images_row_by_row(answer):
    """Four images of 2 by 2 pixels in two rows with padding 1 give the picture of 5 by 5 pixels."""
    images = torch.arange(1.0, 17.0).reshape(4, 1, 2, 2)
    want = torch.tensor(
        [
            [1.0, 2.0, 0.0, 5.0, 6.0],
            [3.0, 4.0, 0.0, 7.0, 8.0],
            [0.0, 0.0, 0.0, 0.0, 0.0],
            [9.0, 10.0, 0.0, 13.0, 14.0],
            [11.0, 12.0, 0.0, 15.0, 16.0],
        ]
    )
    columns = want.clone()
    columns[:2, 3:], columns[3:, :2] = want[3:, :2], want[:2, 3:]
    guesses = {
        "It looks as if the tiles were placed column by column: image 1 is to the right of image 0.": columns[None]
    }
    assert_same(answer.image_grid(images, 2), want[None], guesses=guesses)


@hint("Check nrows before you divide by it.")
def test_rejects_no_rows(answer):
    """nrows below 1 raises ValueError."""
    images = torch.zeros(2, 1, 3, 3)
    for nrows in (0, -1):
        assert_raises(ValueError, answer.image_grid, images, nrows, accepts=(images, 1))
