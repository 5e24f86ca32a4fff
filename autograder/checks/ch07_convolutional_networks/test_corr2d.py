import torch

from autograder.toolkit import assert_same, hint


@hint("The window at (0, 0) holds 0, 1, 3, 4 and gives 0*0 + 1*1 + 2*3 + 3*4 = 19: K[0, 0] meets X[i, j].")
def test_slides_the_kernel_over_a_small_picture(answer):
    """The picture 0..8 in a 3x3 square and the kernel (0 1; 2 3) give (19 25; 37 43)."""
    X, K = torch.arange(9.0).reshape(3, 3), torch.tensor([[0.0, 1.0], [2.0, 3.0]])
    guesses = {
        "It looks as if the kernel was turned by 180 degrees.": torch.tensor([[5.0, 11.0], [23.0, 29.0]]),
        "It looks as if the kernel was transposed.": torch.tensor([[17.0, 23.0], [35.0, 41.0]]),
        "It looks as if the result was transposed.": torch.tensor([[19.0, 37.0], [25.0, 43.0]]),
    }
    assert_same(answer.corr2d(X, K), torch.tensor([[19.0, 25.0], [37.0, 43.0]]), guesses=guesses)


@hint(
    "The kernel (1, -1) subtracts the right neighbour: 1 where the picture gets darker, -1 where it gets brighter."
)
def test_finds_the_edges_of_a_dark_band(answer):
    """The kernel (1, -1) on a 6x8 picture with a dark band gives 1 at its left and -1 at its right edge."""
    X = torch.ones(6, 8)
    X[:, 2:6] = 0.0
    want = torch.zeros(6, 7)
    want[:, 1], want[:, 5] = 1.0, -1.0
    guesses = {"It looks as if the kernel was turned by 180 degrees.": -want}
    assert_same(answer.corr2d(X, torch.tensor([[1.0, -1.0]])), want, guesses=guesses)
