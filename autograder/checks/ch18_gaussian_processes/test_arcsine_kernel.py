import math

import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("With S the identity, x~ = (1, x): the numerator is 2 (1 + x x'), the factors are 3 + 2 x² and 3 + 2 x'².")
def test_follows_the_formula_for_unit_weights(answer):
    """With S = I, x = 0 and x' = 1 give (2/π) arcsin(2 / √15), and x' = -1 the same."""
    got = answer.arcsine_kernel(torch.tensor([0.0]), torch.tensor([0.0, 1.0, -1.0]), torch.eye(2))

    def row(function, *numbers):
        return torch.tensor([[2 / math.pi * function(number) for number in numbers]])

    guesses = {
        "It looks as if sin was taken where the formula has arcsin.": row(
            math.sin, 2 / 3, 2 / math.sqrt(15), 2 / math.sqrt(15)
        ),
        "It looks as if the constant 1 in front of x is missing.": torch.zeros(1, 3),
        "It looks as if rows and columns share one normaliser, that of x1.": row(math.asin, 2 / 3, 2 / 3, 2 / 3),
    }
    assert_same(got, row(math.asin, 2 / 3, 2 / math.sqrt(15), 2 / math.sqrt(15)), guesses=guesses)


@hint("u @ S @ v.T has a row for each point of x1 and a column for each point of x2.")
def test_has_a_row_for_each_first_point(answer):
    """n points in x1 and m points in x2 give a matrix of shape (n, m)."""
    generator = seeded()
    x1, x2 = torch.randn(5, 2, generator=generator), torch.randn(3, 2, generator=generator)
    assert_same(answer.arcsine_kernel(x1, x2, torch.eye(3)), torch.zeros(5, 3), atol=torch.inf)


@hint("Each input has a factor of its own under the square root; the 1 in both keeps the ratio below 1.")
def test_is_symmetric_and_stays_between_minus_one_and_one(answer):
    """In float64 kernel(x, x) is symmetric, positive on the diagonal, and lies strictly between -1 and 1."""
    x = 10 * torch.randn(6, 2, generator=seeded(), dtype=torch.float64)
    covariance = answer.arcsine_kernel(x, x, torch.eye(3, dtype=torch.float64))
    assert_same(covariance, torch.zeros(6, 6, dtype=torch.float64), atol=torch.inf)
    assert_same(covariance.T, covariance, saying="{got} where its mirror image has {want}")
    worst = float(covariance[covariance.abs().argmax() // 6, covariance.abs().argmax() % 6])
    assert abs(worst) < 1, f"a covariance of {worst:.3g} came back; it should lie between -1 and 1"
    lowest = float(covariance.diagonal().min())
    assert lowest > 0, f"a variance of {lowest:.3g} came back; it should be positive"
