import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def compare(got, mean, cov, mean_guesses=None, cov_guesses=None, **tolerance):
    """Compare the two results one after the other, by name."""
    assert_same(got, (mean, cov), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], cov, saying=say.format("covariance"), guesses=cov_guesses, **tolerance)


@hint("The gain is c / s2: how much the first entry moves with the second.")
def test_two_variables_by_hand(answer):
    """Seeing the second of two entries gives the first the mean m1 + c/s2 (v - m2) and the variance s1 - c²/s2."""
    mean, cov = torch.tensor([1.0, 2.0]), torch.tensor([[2.0, 0.6], [0.6, 0.5]])
    got = answer.condition_gaussian(mean, cov, torch.tensor([1]), torch.tensor([3.0]))
    mean_guesses = {
        "It looks as if the mean of the observed entry was not subtracted.": torch.tensor([1 + 1.2 * 3]),
        "It looks as if the mean of the other entry was left out.": torch.tensor([1.2]),
        "It looks as if the covariance was not divided by the observed variance.": torch.tensor([1.6]),
    }
    cov_guesses = {
        "It looks as if this is the marginal variance, which knowing the other reduces.": torch.tensor([[2.0]]),
        "It looks as if C_aa - C_ab C_ba was computed without the solve between them.": torch.tensor([[1.64]]),
        "It looks as if the second term was added, not subtracted.": torch.tensor([[2.72]]),
    }
    compare(got, torch.tensor([2.2]), torch.tensor([[1.28]]), mean_guesses, cov_guesses)


@hint(
    "The others come in increasing order of their index, the observed ones in the order of values: observed[0] has "
    "values[0]."
)
def test_describes_the_other_entries(answer):
    """Observing entries 4 and 1 of five moves 0, related to 4, and 2, related to 1, and leaves 3 as it was."""
    mean = torch.randn(5, generator=seeded())
    cov = torch.diag(torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]))
    cov[0, 4] = cov[4, 0] = cov[1, 2] = cov[2, 1] = 1.0

    def moved(v4, v1):
        """Return what is known of 0, 2 and 3 after seeing v4 and v1."""
        return mean[[0, 2, 3]] + torch.stack([(v4 - mean[4]) / 5, (v1 - mean[1]) / 2, torch.tensor(0.0)])

    got = answer.condition_gaussian(mean, cov, torch.tensor([4, 1]), torch.tensor([3.0, -3.0]))
    guesses = {
        "It looks as if the other entries are in decreasing order.": moved(3.0, -3.0).flip(0),
        "It looks as if values are in another order than the observed entries.": moved(-3.0, 3.0),
    }
    compare(got, moved(3.0, -3.0), torch.diag(torch.tensor([0.8, 2.5, 4.0])), guesses)


@hint("A set of the indices has fewer members than the list if one occurs twice.")
def test_rejects_an_index_that_occurs_twice(answer):
    """An index that is observed twice raises ValueError."""
    good = (torch.zeros(3), torch.eye(3), torch.tensor([2, 0]), torch.ones(2))
    bad = (torch.zeros(3), torch.eye(3), torch.tensor([2, 2]), torch.ones(2))
    assert_raises(ValueError, answer.condition_gaussian, *bad, accepts=good)
