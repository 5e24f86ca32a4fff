import torch

from autograder.toolkit import assert_same, hint, seeded


def arranged(views):
    """Return what well-known mistakes make of views (n, c, oh, ow, kh, kw), by the sentence about them."""

    def columns(*axes):
        return views.permute(*axes).flatten(4).flatten(1, 3)

    return {
        "It looks as if the windows were listed down the image; they go row by row.": columns(0, 1, 4, 5, 3, 2),
        "It looks as if a window was listed down its columns; it goes row by row.": columns(0, 1, 5, 4, 2, 3),
        "It looks as if a column lists the kernel entries first and the channel last.": columns(0, 4, 5, 1, 2, 3),
        "It looks as if the axes are grouped wrongly: c, kh and kw make the rows, oh and ow the columns.": (
            columns(0, 1, 2, 3, 4, 5)
        ),
        "It looks as if the unfolded view was reshaped before its axes were put in order.": (
            views.reshape(len(views), -1, views.shape[2] * views.shape[3])
        ),
        "It looks as if each window became a row; it should be a column.": columns(0, 1, 4, 5, 2, 3).mT,
    }


@hint("Column i * ow + j holds the window at row i, column j: its first row from left to right, then its next row.")
def test_lists_the_windows_of_a_small_image(answer):
    """The 2x2 windows of a 3x4 image 0..11 are the columns (0,1,4,5), (1,2,5,6) and so on to (6,7,10,11)."""
    X = torch.arange(12.0).reshape(1, 1, 3, 4)
    windows = [[0, 1, 4, 5], [1, 2, 5, 6], [2, 3, 6, 7], [4, 5, 8, 9], [5, 6, 9, 10], [6, 7, 10, 11]]
    want = torch.tensor([windows], dtype=torch.float32).transpose(1, 2)
    views = X.unfold(2, 2, 1).unfold(3, 2, 1)
    alike = ("channel last", "grouped wrongly")  # with one channel the same as others, or as right
    guesses = {said: value for said, value in arranged(views).items() if not any(word in said for word in alike)}
    assert_same(answer.im2col(X, (2, 2)), want, guesses=guesses)


@hint("Channel is the slowest index of a column, then kernel row, then kernel column, as in W.reshape(c_out, -1).")
def test_turns_a_convolution_into_a_matrix_product(answer):
    """W.reshape(c_out, -1) times the columns is the library's convolution."""
    generator = seeded()
    X = torch.randn(2, 3, 6, 8, generator=generator, dtype=torch.float64)
    W = torch.randn(4, 3, 2, 3, generator=generator, dtype=torch.float64)
    guesses = arranged(X.unfold(2, 2, 1).unfold(3, 3, 1))
    columns = answer.im2col(X, (2, 3))
    assert_same(columns, X.new_zeros(2, 18, 30), atol=torch.inf, guesses=guesses)  # the form only: shape and dtype

    def convolved(columns):
        return (W.reshape(4, -1) @ columns).reshape(2, 4, 5, 6)

    assert_same(
        convolved(columns),
        torch.nn.functional.conv2d(X, W),
        saying="columns whose product with the flattened kernels is {got} where the convolution gives {want}",
        guesses={said: convolved(value) for said, value in guesses.items() if value.shape == columns.shape},
    )
