import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


@hint("n has to be large enough: round up, whatever the fraction.")
def test_rounds_up(answer):
    """599.1 examples by the finite bound are 600, and 96.04 by the normal approximation are 97."""
    down = (
        "It looks as if the result was rounded down or to the nearest integer: n must be large enough, so round up."
    )
    assert_same(answer.required_test_size(0.05, 0.05), 600, guesses={down: 599})
    assert_same(answer.required_test_size(0.1, 0.05, "asymptotic"), 97, guesses={down: 96})


def arguments(count=30):
    """Return random margins in [0.01, 0.3] and failure probabilities in [1e-4, 0.3], their logarithms uniform."""
    u = torch.rand(count, 2, generator=seeded(), dtype=torch.float64)
    low, high = torch.tensor([0.01, 1e-4]).double().log(), torch.tensor([0.3, 0.3]).double().log()
    return torch.exp(low + u * (high - low)).tolist()


def assert_smallest(answer, bound, failure):
    """Assert that failure(n, margin) is at most the wanted probability at n and above it at n - 1."""
    for margin, wanted in arguments():
        n = answer.required_test_size(margin, wanted, bound)
        call = f"required_test_size({margin:.4g}, {wanted:.4g}, {bound!r}) returned {n!r}"
        assert type(n) is int, f"{call}; an int was expected."
        assert n > 0 and failure(n, margin) <= wanted * (1 + 1e-12), f"{call}, which is too few."
        assert failure(n - 1, margin) > wanted * (1 - 1e-12), f"{call}; one example less is enough."


@hint("The smallest n with exp(-2 n t²) <= failure_prob is log(1 / failure_prob) / (2 t²), rounded up.")
def test_finite_bound_is_the_smallest(answer):
    """For random arguments, n satisfies the finite inequality and n - 1 does not."""
    assert_smallest(answer, "finite", lambda n, t: math.exp(-2 * n * t**2))


@hint("Half of failure_prob lies on each side: z is the 1 - failure_prob / 2 quantile.")
def test_asymptotic_bound_is_the_smallest(answer):
    """For random arguments, the two tails of the normal beyond the margin fit at n and not at n - 1."""
    assert_smallest(answer, "asymptotic", lambda n, t: math.erfc(2 * t * math.sqrt(n) / math.sqrt(2)))


@hint("n goes like 1 / t² and like log(1 / failure_prob).")
def test_halving_the_margin_takes_four_times_as_many(answer):
    """Half the margin takes four times the examples, a squared failure probability twice as many."""
    assert_same(answer.required_test_size(0.001, 0.05), 1497867)
    assert_same(answer.required_test_size(0.0005, 0.05), 5991465)
    assert_same(answer.required_test_size(0.001, 0.0025), 2995733)


@hint("A probability strictly between 0 and 1: check both ends of both arguments.")
def test_rejects_what_is_no_probability(answer):
    """A margin or failure_prob of 0, of 1 or outside raises ValueError, with either bound."""
    bad = [(-0.1, 0.05), (1.0, 0.05), (1.5, 0.05), (0.1, 0.0), (0.1, 1.0), (0.1, -0.05), (0.1, 1.2)]
    for bound in ("finite", "asymptotic"):
        for margin, failure_prob in bad:
            good = (0.1, 0.05, bound)
            assert_raises(ValueError, answer.required_test_size, margin, failure_prob, bound, accepts=good)


@hint("Only two bounds exist: end with a raise rather than with an else.")
def test_rejects_an_unknown_bound(answer):
    """A bound other than "finite" and "asymptotic" raises ValueError."""
    for bound in ("exact", "Finite", ""):
        assert_raises(ValueError, answer.required_test_size, 0.1, 0.05, bound, accepts=(0.1, 0.05, "finite"))
