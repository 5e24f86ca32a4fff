import math

import torch

from autograder.toolkit import assert_same, hint


@hint("The variance of one observation is k + noise²; noise is a standard deviation.")
def test_one_observation_has_a_normal_density(answer):
    """For n = 1 the value is the normal log density with variance k + noise²."""
    got = answer.gp_log_marginal_likelihood(torch.tensor([3.0]), torch.tensor([[2.0]]), 0.5)

    half = math.log(2 * math.pi) / 2

    def value(variance, constant=half, of_log=0.5):
        return torch.tensor(-4.5 / variance - of_log * math.log(variance) - constant)

    guesses = {
        "It looks as if noise, a standard deviation, was added to the diagonal unsquared.": value(2.5),
        "It looks as if the constant -(n / 2) log(2 pi) is missing.": value(2.25, constant=0.0),
        "It looks as if the log determinant was halved once too often: det A is the square of det L.": value(
            2.25, of_log=0.25
        ),
        "It looks as if the log determinant was not halved.": value(2.25, of_log=1.0),
        "It looks as if noise is missing from the determinant.": value(2.25) + (math.log(2.25) - math.log(2.0)) / 2,
    }
    assert_same(got, value(2.25), guesses=guesses)


@hint("Without correlation the joint density is a product, its logarithm a sum: also the constant comes n times.")
def test_independent_observations_add_up(answer):
    """With cov = 0 the value is the sum of n independent normal log densities with variance noise²."""
    y = torch.tensor([1.0, -2.0, 0.0, 1.0])
    got = answer.gp_log_marginal_likelihood(y, torch.zeros(4, 4), 2.0)
    one = math.log(2 * math.pi) / 2
    want = -6 / (2 * 4) - 4 * (math.log(2) + one)
    assert_same(got, torch.tensor(want), guesses={
        "It looks as if the constant is there once; every observation has one.": torch.tensor(want + 3 * one),
    })  # fmt: skip
