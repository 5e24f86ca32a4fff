import torch

from autograder.toolkit import assert_same, hint


@hint("Output channel o is the sum of W[o, c] * X[m, c, i, j] over the input channels c.")
def test_mixes_the_channels_of_a_pixel(answer):
    """Pixels (2, -1, 3) and (1, 0, -2), and W with the rows (1, 0, 2) and (-1, 4, 2), give (8, 0) and (-3, -5)."""
    X = torch.tensor([[2.0, 1.0], [-1.0, 0.0], [3.0, -2.0]]).reshape(1, 3, 1, 2)
    W = torch.tensor([[1.0, 0.0, 2.0], [-1.0, 4.0, 2.0]])
    guesses = {
        "It looks as if X was reshaped to rows of channels as it stands: move the channel axis to the end first.": (
            torch.tensor([[0.0, -4.0], [0.0, 8.0]]).reshape(1, 2, 1, 2)
        ),
        "It looks as if the result was reshaped with its channels at the end: move them back to axis 1.": (
            torch.tensor([[8.0, 0.0], [-3.0, -5.0]]).reshape(1, 2, 1, 2)
        ),
    }
    assert_same(answer.conv1x1(X, W), torch.tensor([[8.0, -3.0], [0.0, -5.0]]).reshape(1, 2, 1, 2), guesses=guesses)


@hint("The new channels stand on axis 1, rows and columns stay last.")
def test_output_has_the_promised_shape(answer):
    """X (2, 3, 4, 5) and W (6, 3) give a result of shape (2, 6, 4, 5)."""
    assert_same(answer.conv1x1(torch.ones(2, 3, 4, 5), torch.zeros(6, 3)), torch.zeros(2, 6, 4, 5))
