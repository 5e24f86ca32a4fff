import math

import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def points(count):
    """Return random points of the line."""
    return 2 * torch.randn(count, generator=seeded(), dtype=torch.float64)


def looped(x1, x2, period, lengthscale, amplitude):
    """Return the kernel by its definition, one entry at a time."""

    def entry(p, q):
        return amplitude**2 * math.exp(-2 * (math.sin(math.pi * (p - q) / period) / lengthscale) ** 2)

    return torch.tensor([[entry(p, q) for q in x2.tolist()] for p in x1.tolist()], dtype=torch.float64)


@hint("The square belongs to the sine: the exponent is the same for x - x' and x' - x, and never positive.")
def test_follows_the_formula_on_both_sides(answer):
    """Random points on both sides of each other give the values of the formula."""
    x1, x2 = points(5), points(4)
    r = x1.unsqueeze(1) - x2
    guesses = {
        "It looks as if the sine was not squared.": 1.69 * torch.exp(-2 * torch.sin(torch.pi * r / 1.5) / 0.64),
        "It looks as if 2 pi r / period stands in the sine.": looped(x1, x2, 0.75, 0.8, 1.3),
    }
    assert_same(answer.periodic_kernel(x1, x2, 1.5, 0.8, 1.3), looped(x1, x2, 1.5, 0.8, 1.3), guesses=guesses)


@hint("The sine is squared, which halves its period: it needs pi * r / period, not 2 * pi * r / period.")
def test_repeats_after_one_period_and_not_before(answer):
    """Shifting x1 by a period changes nothing; shifting it by half a period or a third does."""
    x1, x2 = torch.linspace(0, 1, 5, dtype=torch.float64), torch.linspace(0, 1, 4, dtype=torch.float64)
    before = answer.periodic_kernel(x1, x2, 1.5, 0.8)
    say = "{got} after a shift by one period, where {want} was before"
    assert_same(answer.periodic_kernel(x1 + 1.5, x2, 1.5, 0.8), before, saying=say)
    assert_same(answer.periodic_kernel(x1, x2 - 3.0, 1.5, 0.8), before, saying=say)
    for part in (2, 3):
        moved = answer.periodic_kernel(x1 + 1.5 / part, x2, 1.5, 0.8)
        assert (moved - before).abs().max() > 0.1, f"a shift by 1/{part} of the period changed nothing"


def test_is_a_covariance(answer):
    """On 100 points kernel(x, x) is symmetric and has no negative eigenvalue, to rounding."""
    x = points(100)
    covariance = answer.periodic_kernel(x, x, 1.5, 0.8)
    assert_same(covariance, torch.zeros(100, 100, dtype=torch.float64), atol=torch.inf)
    assert_same(covariance.T, covariance, saying="{got} where its mirror image has {want}")
    lowest = torch.linalg.eigvalsh(covariance).clamp(max=0)
    assert_same(lowest, torch.zeros_like(lowest), saying="an eigenvalue of {got}; none should be below 0")


@hint("Bring the other arguments to the dtype of x1: torch.as_tensor(period, dtype=x1.dtype), x2.to(x1.dtype).")
def test_keeps_the_dtype_of_the_first_points(answer):
    """The result has the dtype of x1, whatever the dtype of x2."""
    x1, x2 = points(3), points(4)
    want = looped(x1, x2, 1.5, 0.8, 1.3)
    assert_same(answer.periodic_kernel(x1.float(), x2, 1.5, 0.8, 1.3), want.float(), rtol=1e-4, atol=1e-4)
    assert_same(answer.periodic_kernel(x1, x2.float(), 1.5, 0.8, 1.3), want, rtol=1e-4, atol=1e-4)


@hint("Period, length scale and amplitude may be tensors: do not turn them into Python numbers.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to points, period, length scale and amplitude match central differences."""
    p, l, a = (torch.tensor(value, dtype=torch.float64) for value in (1.5, 0.8, 1.3))
    assert_gradients(answer.periodic_kernel, points(3), points(4), p, l, a)


@hint("Look at both before you divide by them.")
def test_rejects_a_period_or_lengthscale_that_is_not_positive(answer):
    """A period or a length scale of 0 or below raises ValueError."""
    x = torch.zeros(3)
    for period, lengthscale in ((0.0, 1.0), (-1.0, 1.0), (1.0, 0.0), (1.0, -1.0)):
        assert_raises(ValueError, answer.periodic_kernel, x, x, period, lengthscale, accepts=(x, x, 1.0, 1.0))


@hint("The points are one-dimensional: dim() is 1 for both.")
def test_rejects_points_with_a_feature_axis(answer):
    """Points with more or fewer axes than one raise ValueError."""
    x = torch.zeros(3)
    good = (x, x, 1.0, 1.0)
    for other in (torch.zeros(3, 1), torch.zeros(3, 2), torch.zeros(())):
        assert_raises(ValueError, answer.periodic_kernel, x, other, 1.0, 1.0, accepts=good)
        assert_raises(ValueError, answer.periodic_kernel, other, x, 1.0, 1.0, accepts=good)


def test_leaves_the_arguments_alone(answer):
    """The caller's points are unchanged."""
    p, l, a = (torch.tensor(value, dtype=torch.float64) for value in (1.5, 0.8, 1.3))
    assert_pure(answer.periodic_kernel, points(3), points(4), p, l, a)
