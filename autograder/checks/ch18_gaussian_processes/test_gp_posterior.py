import torch

from autograder.toolkit import assert_same, hint, seeded


def compare(got, mean, covariance, mean_guesses=None, covariance_guesses=None, **tolerance):
    """Compare the two results of gp_posterior one after the other, by name."""
    assert_same(got, (mean, covariance), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], covariance, saying=say.format("covariance"), guesses=covariance_guesses, **tolerance)


@hint("By hand: A = k_xx + noise² = 2.25, the mean is 1.2 · 3 / 2.25, the variance 1.5 - 1.2² / 2.25.")
def test_one_observation_by_hand(answer):
    """One observation gives the mean k_xs y / (k_xx + noise²) and the variance k_ss - k_xs² / (k_xx + noise²)."""
    k_xx, k_xs, k_ss = torch.tensor([[2.0]]), torch.tensor([[1.2]]), torch.tensor([[1.5]])
    got = answer.gp_posterior(k_xx, k_xs, k_ss, torch.tensor([3.0]), 0.5)
    mean_guesses = {
        "It looks as if noise, a standard deviation, was added to k_xx unsquared.": torch.tensor([1.2 * 3 / 2.5]),
        "It looks as if the noise was left out.": torch.tensor([1.2 * 3 / 2.0]),
        "It looks as if the system with L was solved and the one with its transpose was not.": torch.tensor([2.4]),
    }
    covariance_guesses = {
        "It looks as if noise² was added to it: that is the spread of new observations.": torch.tensor([[1.11]]),
        "It looks as if the second term was added: observations reduce uncertainty.": torch.tensor([[2.14]]),
    }
    want = torch.tensor([1.2 * 3 / 2.25]), torch.tensor([[1.5 - 1.2**2 / 2.25]])
    compare(got, *want, mean_guesses, covariance_guesses)


@hint("The result is about the test points: k_xs.T has one row for each of them.")
def test_describes_the_test_points(answer):
    """n observations and m test points give a mean of shape (m,) and a covariance of shape (m, m)."""
    features = torch.randn(5 + 2, 9, generator=seeded())
    k = features @ features.T
    got = answer.gp_posterior(k[:5, :5], k[:5, 5:], k[5:, 5:], torch.ones(5), 0.5)
    assert_same(got, (torch.zeros(2), torch.zeros(2, 2)), atol=torch.inf)
