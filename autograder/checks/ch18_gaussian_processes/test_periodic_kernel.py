import math

import torch

from autograder.toolkit import assert_same, hint


@hint("Half a period apart the sine is 1, so the exponent is -2 / lengthscale²; the amplitude enters squared.")
def test_is_smallest_half_a_period_apart(answer):
    """The covariance is a² · exp(-2 / lengthscale²) half a period apart and a² a whole period apart."""
    got = answer.periodic_kernel(torch.tensor([1.0]), torch.tensor([2.5, 4.0]), 3.0, 1.6, 2.0)
    low = math.exp(-2 / 2.56)
    guesses = {
        "It looks as if the amplitude was not squared.": [2 * low, 2.0],
        "It looks as if the factor 2 in the exponent is missing.": [4 * math.exp(-1 / 2.56), 4.0],
        "It looks as if the sine has 2 pi r / period inside: squaring it halves the period already.": [4.0, 4.0],
        "It looks as if lengthscale was not squared.": [4 * math.exp(-2 / 1.6), 4.0],
        "It looks as if the sine was not squared.": [4 * math.exp(2 / 2.56), 4.0],
    }
    guesses = {sentence: torch.tensor([values]) for sentence, values in guesses.items()}
    assert_same(got, torch.tensor([[4 * low, 4.0]]), atol=1e-4, guesses=guesses)


@hint("x1.unsqueeze(1) - x2: rows belong to x1, columns to x2.")
def test_has_a_row_for_each_first_point(answer):
    """Row i and column j of the (n, m) matrix hold the covariance of x1[i] and x2[j]."""
    got = answer.periodic_kernel(torch.tensor([0.0, 1.0, 0.5]), torch.tensor([0.0, 0.25]), 1.0, 1.0)
    want = torch.tensor([[0.0, 1.0], [0.0, 1.0], [2.0, 1.0]])
    assert_same(got, torch.exp(-want))
