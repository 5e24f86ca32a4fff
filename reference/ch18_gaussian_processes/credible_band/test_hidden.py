import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


@hint("The two tails have (1 - level) / 2 each: the quantile is that of (1 + level) / 2.")
def test_holds_the_probability_it_promises(answer):
    """For levels from 0.1 to 0.999, the normal probability between the ends is the level."""
    generator = seeded()
    mean = torch.randn(5, generator=generator, dtype=torch.float64)
    variance = 0.1 + torch.rand(5, generator=generator, dtype=torch.float64)
    for noise in (None, 0.7):
        belief = torch.distributions.Normal(mean, (variance + (noise or 0.0) ** 2).sqrt())
        for level in (0.1, 0.5, 0.9, 0.999):
            lower, upper = answer.credible_band(mean, variance, noise, level)
            assert_same((lower, upper), (mean, mean), atol=torch.inf)
            held = belief.cdf(upper) - belief.cdf(lower)
            say = "a band that holds probability {got} where {want} was asked for"
            assert_same(held, torch.full_like(mean, level), rtol=0, atol=2e-6, saying=say)
            assert_same((lower + upper) / 2, mean, saying="a band around {got}; the mean is {want}")


@hint("Without noise nothing may be added to the variance; with noise 0.0 nothing is added either.")
def test_has_no_width_where_nothing_is_uncertain(answer):
    """Variance 0 gives width 0, without noise and with noise 0."""
    mean = torch.tensor([1.5, -2.0], dtype=torch.float64)
    for noise in (None, 0.0):
        assert_same(answer.credible_band(mean, torch.zeros_like(mean), noise), (mean, mean), rtol=0, atol=1e-12)


@hint("A quantile in float64 must not turn a float32 band into float64: a Python number does not.")
def test_keeps_float32(answer):
    """float32 mean and variance give float32 ends."""
    mean, variance = torch.tensor([1.0, 2.0]), torch.tensor([4.0, 0.25])
    for noise in (None, 1.0):
        half = 1.95996398 * (variance + (noise or 0.0) ** 2).sqrt()
        assert_same(answer.credible_band(mean, variance, noise), (mean - half, mean + half))


def test_gradients_match_central_differences(answer):
    """Gradients with respect to mean and variance match central differences, with and without noise."""
    generator = seeded()
    mean = torch.randn(4, generator=generator, dtype=torch.float64)
    variance = 0.2 + torch.rand(4, generator=generator, dtype=torch.float64)
    for noise in (None, 0.5):
        assert_gradients(answer.credible_band, mean, variance, noise, 0.8)


@hint("0 and 1 themselves are no levels either: a band that holds everything has no ends.")
def test_rejects_a_level_outside_of_zero_and_one(answer):
    """A level of 0, 1, 1.5 or -0.5 raises ValueError."""
    x = torch.ones(3)
    for level in (1.0, 0.0, 1.5, -0.5, 95.0):
        assert_raises(ValueError, answer.credible_band, x, x, None, level, accepts=(x, x, None, 0.5))


@hint("The square root of a negative number is nan; one negative variance among many is enough.")
def test_rejects_a_negative_variance(answer):
    """A variance below 0 at one point raises ValueError, also where the noise would cover it up."""
    mean, variance = torch.zeros(3), torch.tensor([1.0, -0.01, 2.0])
    for noise in (None, 1.0):
        assert_raises(
            ValueError, answer.credible_band, mean, variance, noise, accepts=(mean, variance.abs(), noise)
        )


@hint("A variance of shape (1,) would broadcast against every mean: compare the shapes.")
def test_rejects_different_shapes(answer):
    """A mean and a variance of different shapes raise ValueError."""
    good = (torch.zeros(3), torch.ones(3))
    for variance in (torch.ones(1), torch.ones(4), torch.ones(3, 3), torch.ones(3, 1), torch.ones(())):
        assert_raises(ValueError, answer.credible_band, torch.zeros(3), variance, accepts=good)


@hint("variance + noise**2 makes a new tensor, variance += noise**2 does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's mean and variance are unchanged."""
    assert_pure(answer.credible_band, torch.zeros(3), torch.ones(3), 0.5)
