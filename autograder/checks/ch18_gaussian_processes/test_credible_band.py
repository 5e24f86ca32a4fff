import torch

from autograder.toolkit import assert_same, hint


@hint("Half the width is a multiple of the standard deviation, the square root of the variance.")
def test_is_almost_two_standard_deviations_for_95_percent(answer):
    """Mean 1 and variance 4 give the band from -2.92 to 4.92."""
    got = answer.credible_band(torch.tensor([1.0]), torch.tensor([4.0]))
    assert_same(got, (torch.zeros(1), torch.zeros(1)), atol=torch.inf)
    guesses = {
        "It looks as if the variance was taken for the standard deviation.": 1 + 1.95996 * 4,
        "It looks as if the quantile of level was taken; 2.5 percent are left out on each side.": 1 + 1.64485 * 2,
        "It looks as if the upper end is the lower one.": 1 - 1.95996 * 2,
    }
    upper = {sentence: torch.tensor([value]) for sentence, value in guesses.items()}
    assert_same(got[1], torch.tensor([4.92]), atol=0.005, saying="an upper end of {got}; {want} was expected",
                guesses=upper)  # fmt: skip
    assert_same(got[0], torch.tensor([-2.92]), atol=0.005, saying="a lower end of {got}; {want} was expected")


@hint("Every point has its own interval: work elementwise, whatever the shape.")
def test_gives_every_point_its_own_interval(answer):
    """Means and variances of shape (2, 2) give ends of shape (2, 2), each from its own mean and variance."""
    mean, variance = torch.tensor([[0.0, 1.0], [2.0, 3.0]]), torch.tensor([[1.0, 4.0], [9.0, 0.0]])
    lower, upper = answer.credible_band(mean, variance, level=0.5)
    half = 0.6744898 * torch.tensor([[1.0, 2.0], [3.0, 0.0]])
    assert_same((lower, upper), (mean - half, mean + half))


@hint("Variances of independent terms add, standard deviations do not: variance + noise².")
def test_widens_by_the_noise_of_an_observation(answer):
    """Variance 0.09 and noise 0.4 give a half width of 1.95996 · 0.5."""
    mean, variance = torch.tensor([2.0], dtype=torch.float64), torch.tensor([0.09], dtype=torch.float64)
    got = answer.credible_band(mean, variance, 0.4)
    assert_same(got, (mean, mean), atol=torch.inf)
    z = 1.959963984540054
    guesses = {
        "It looks as if the standard deviations were added.": mean + z * 0.7,
        "It looks as if the noise was left out.": mean + z * 0.3,
        "It looks as if noise² was added to the standard deviation.": mean + z * 0.46,
    }
    assert_same(got[1], mean + z * 0.5, rtol=1e-6, saying="an upper end of {got}; {want} was expected",
                guesses=guesses)  # fmt: skip
    assert_same(got[0], mean - z * 0.5, rtol=1e-6, saying="a lower end of {got}; {want} was expected")
