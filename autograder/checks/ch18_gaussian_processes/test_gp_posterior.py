import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("A is k_xx + noise² = 2.25 here; noise is a standard deviation.")
def test_one_observation_by_hand(answer):
    """One observation gives the mean k_xs y / (k_xx + noise²) and the variance k_ss - k_xs² / (k_xx + noise²)."""
    k_xx, k_xs, k_ss = torch.tensor([[2.0]]), torch.tensor([[1.2]]), torch.tensor([[1.5]])
    got = answer.gp_posterior(k_xx, k_xs, k_ss, torch.tensor([3.0]), 0.5)
    assert_same(got, (torch.tensor([1.2 * 3 / 2.25]), torch.tensor([[1.5 - 1.2**2 / 2.25]])))


@hint("The result is about the test points: k_xs.T has one row for each of them.")
def test_describes_the_test_points(answer):
    """n observations and m test points give a mean of shape (m,) and a covariance of shape (m, m)."""
    features = torch.randn(5 + 2, 9, generator=seeded())
    k = features @ features.T
    got = answer.gp_posterior(k[:5, :5], k[:5, 5:], k[5:, 5:], torch.ones(5), 0.5)
    assert_same(got, (torch.zeros(2), torch.zeros(2, 2)), atol=torch.inf)
