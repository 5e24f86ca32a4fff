import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Column i * ow + j holds the window at row i, column j: its first row from left to right, then its next row.")
def test_lists_the_windows_of_a_small_image(answer):
    """The 2x2 windows of a 3x4 image 0..11 are the columns (0,1,4,5), (1,2,5,6) and so on to (6,7,10,11)."""
    X = torch.arange(12.0).reshape(1, 1, 3, 4)
    windows = [[0, 1, 4, 5], [1, 2, 5, 6], [2, 3, 6, 7], [4, 5, 8, 9], [5, 6, 9, 10], [6, 7, 10, 11]]
    want = torch.tensor([windows], dtype=torch.float32).transpose(1, 2)
    views = X.unfold(2, 2, 1).unfold(3, 2, 1)
    guesses = {
        "It looks as if the windows were listed down the image; they go row by row.": want.reshape(1, 4, 2, 3)
        .transpose(2, 3)
        .reshape(1, 4, 6),
        "It looks as if the unfolded view was reshaped before its axes were put in order.": views.reshape(1, 4, 6),
    }
    assert_same(answer.im2col(X, (2, 2)), want, guesses=guesses)


@hint("Channel is the slowest index of a column, then kernel row, then kernel column, as in W.reshape(c_out, -1).")
def test_turns_a_convolution_into_a_matrix_product(answer):
    """W.reshape(c_out, -1) times the columns is the library's convolution."""
    generator = seeded()
    X = torch.randn(2, 3, 6, 7, generator=generator, dtype=torch.float64)
    W = torch.randn(4, 3, 2, 3, generator=generator, dtype=torch.float64)
    columns = answer.im2col(X, (2, 3))
    assert_same(columns, X.new_zeros(2, 18, 25), atol=torch.inf)  # the form only: a tensor, its shape and dtype
    entries_first = torch.nn.functional.unfold(X, (2, 3)).reshape(2, 3, 6, 25).transpose(1, 2).reshape(2, 18, 25)
    guess = (W.reshape(4, -1) @ entries_first).reshape(2, 4, 5, 5)
    assert_same(
        (W.reshape(4, -1) @ columns).reshape(2, 4, 5, 5),
        torch.nn.functional.conv2d(X, W),
        saying="columns whose product with the flattened kernels is {got} where the convolution gives {want}",
        guesses={"It looks as if a column lists the kernel entries first and the channel last.": guess},
    )
