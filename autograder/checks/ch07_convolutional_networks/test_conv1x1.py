import torch

from autograder.toolkit import assert_same, hint


@hint("Output channel o is the sum of W[o, c] * X[m, c, i, j] over the input channels c.")
def test_mixes_the_channels_of_a_pixel(answer):
    """A pixel with the channels (2, -1, 3) and W with the rows (1, 0, 2) and (-1, 4, 2) gives (8, 0)."""
    X = torch.tensor([2.0, -1.0, 3.0]).reshape(1, 3, 1, 1)
    W = torch.tensor([[1.0, 0.0, 2.0], [-1.0, 4.0, 2.0]])
    assert_same(answer.conv1x1(X, W), torch.tensor([8.0, 0.0]).reshape(1, 2, 1, 1))


@hint("The new channels stand on axis 1, rows and columns stay last.")
def test_output_has_the_promised_shape(answer):
    """X (2, 3, 4, 5) and W (6, 3) give a result of shape (2, 6, 4, 5)."""
    assert_same(answer.conv1x1(torch.ones(2, 3, 4, 5), torch.zeros(6, 3)), torch.zeros(2, 6, 4, 5))
