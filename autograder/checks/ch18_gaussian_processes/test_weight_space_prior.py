import torch

from autograder.toolkit import assert_same, hint


def compare(got, mean, cov, mean_guesses=None, cov_guesses=None, **tolerance):
    """Compare the two results one after the other, by name."""
    assert_same(got, (mean, cov), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], cov, saying=say.format("covariance"), guesses=cov_guesses, **tolerance)


@hint("Row i of the features is (1, x_i): the covariance of f(x_i) and f(x_j) is 1 + x_i x_j.")
def test_random_straight_lines(answer):
    """Lines w0 + w1 x with independent standard normal weights have mean 0 and covariance 1 + x x'."""
    x = torch.tensor([-1.0, 0.0, 2.0])
    features = torch.stack([torch.ones(3), x], dim=1)
    want = torch.tensor([[2.0, 1.0, -1.0], [1.0, 1.0, 1.0], [-1.0, 1.0, 5.0]])
    compare(answer.weight_space_prior(features, torch.zeros(2), torch.eye(2)), torch.zeros(3), want)


@hint("Means and covariances: features @ weight_mean, and features @ weight_cov @ features.T.")
def test_correlated_weights_by_hand(answer):
    """A line with mean weights (1, 2) and the weight covariance ((4, 1), (1, 9)), at x = 1 and 2."""
    features = torch.tensor([[1.0, 1.0], [1.0, 2.0]])
    weight_cov = torch.tensor([[4.0, 1.0], [1.0, 9.0]])
    got = answer.weight_space_prior(features, torch.tensor([1.0, 2.0]), weight_cov)
    diagonal = torch.diag(weight_cov.diagonal())
    guesses = {
        "It looks as if only the diagonal of weight_cov was used; weights may be correlated.": features
        @ diagonal
        @ features.T,
        "It looks as if weight_cov was taken for standard deviations and squared.": features
        @ weight_cov
        @ weight_cov
        @ features.T,
        "It looks as if weight_cov was left out.": features @ features.T,
    }
    compare(got, torch.tensor([3.0, 5.0]), torch.tensor([[15.0, 25.0], [25.0, 44.0]]), cov_guesses=guesses)
