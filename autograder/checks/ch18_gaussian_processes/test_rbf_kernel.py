import math

import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("The length scale has the unit of x and the amplitude that of f(x): both enter squared.")
def test_falls_to_exp_of_minus_one_half_at_one_lengthscale(answer):
    """At a distance of one length scale the covariance is amplitude² · exp(-1/2)."""
    got = answer.rbf_kernel(torch.tensor([1.0]), torch.tensor([1.5]), 0.5, 3.0)
    guesses = {
        "It looks as if 2 * lengthscale divides the squared distance, not 2 * lengthscale².": 9 * math.exp(-0.25),
        "It looks as if the amplitude was not squared.": 3 * math.exp(-0.5),
        "It looks as if the factor 1/2 in the exponent is missing.": 9 * math.exp(-1),
    }
    guesses = {sentence: torch.tensor([[value]]) for sentence, value in guesses.items()}
    assert_same(got, torch.tensor([[9 * math.exp(-0.5)]]), guesses=guesses)


@hint("x1.unsqueeze(1) - x2 has shape (n, m, d); the sum runs over d.")
def test_has_a_row_for_each_first_point(answer):
    """Row i and column j of the (n, m) matrix hold the covariance of x1[i] and x2[j]."""
    generator = seeded()
    x1, x2 = torch.randn(4, 2, generator=generator), torch.randn(3, 2, generator=generator)
    got = answer.rbf_kernel(x1, x2, 0.8)
    r = torch.tensor([[math.dist(p, q) / 0.8 for q in x2.tolist()] for p in x1.tolist()])
    guesses = {
        "It looks as if the distance was not squared.": torch.exp(-r / 2),
        "It looks as if the factor 1/2 in the exponent is missing.": torch.exp(-(r**2)),
    }
    assert_same(got, torch.exp(-(r**2) / 2), guesses=guesses)


@hint("A point without a feature axis has one feature: x1.unsqueeze(1).")
def test_takes_one_dimensional_points(answer):
    """Points of shapes (n,) and (m,) give a matrix of shape (n, m)."""
    got = answer.rbf_kernel(torch.tensor([0.0, 1.0, 2.0]), torch.tensor([0.0, 2.0]), 1.0)
    r = torch.tensor([[0.0, 2.0], [1.0, 1.0], [2.0, 0.0]])
    guesses = {
        "It looks as if the distance was not squared.": torch.exp(-r / 2),
        "It looks as if the factor 1/2 in the exponent is missing.": torch.exp(-(r**2)),
    }
    assert_same(got, torch.exp(-(r**2) / 2), guesses=guesses)
