import math

import torch

from autograder.toolkit import (
    assert_gradients,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def points(*shape, dtype=torch.float64):
    """Return random points around the origin."""
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


def looped(x1, x2, lengthscales, amplitude):
    """Return the kernel by its definition, one entry at a time, in Python numbers."""

    def entry(p, q):
        return amplitude**2 * math.exp(-sum(((a - b) / l) ** 2 for a, b, l in zip(p, q, lengthscales)) / 2)

    rows = [[entry(p, q) for q in x2.tolist()] for p in x1.tolist()]
    return torch.tensor(rows, dtype=torch.float64)


def mistakes(x1, x2, lengthscales, amplitude):
    """Return what well-known mistakes give, by the sentence about them."""
    want, square = looped(x1, x2, lengthscales, amplitude), amplitude**2
    values = {"It looks as if the factor 1/2 in the exponent is missing.": want**2 / square}
    if set(lengthscales) != {1.0}:
        roots = [lengthscale**0.5 for lengthscale in lengthscales]
        said = "It looks as if 2 * lengthscale divides the squared distance, not 2 * lengthscale²."
        values[said] = looped(x1, x2, roots, amplitude)
    if len(set(lengthscales)) > 1:
        mean = sum(lengthscales) / len(lengthscales)
        said = "It looks as if all features were divided by the mean length scale."
        values[said] = looped(x1, x2, [mean] * len(lengthscales), amplitude)
    if amplitude != 1.0:
        values["It looks as if the amplitude was not squared."] = want / amplitude
    return values


@hint("torch.tensor(0.3) is float32, whose 0.3 is off in the eighth digit: give it the dtype of x1.")
def test_computes_in_float64_for_float64_points(answer):
    """float64 points and plain numbers give a kernel exact to float64."""
    x1, x2 = points(4, 3), points(5, 3)
    scales = [0.7] * 3
    guesses = mistakes(x1, x2, scales, 1.1)
    assert_same(answer.rbf_kernel(x1, x2, 0.7, 1.1), looped(x1, x2, scales, 1.1), guesses=guesses)


@hint("Both enter squared: the length scale divides a distance, the amplitude is a standard deviation of f.")
def test_squares_lengthscale_and_amplitude(answer):
    """Length scale 0.3 and amplitude 2 in three dimensions give 4 · exp(-r² / 2) with r = distance / 0.3."""
    x1, x2 = 0.3 * points(4, 3), 0.3 * points(5, 3)
    scales = [0.3] * 3
    want, guesses = looped(x1, x2, scales, 2.0), mistakes(x1, x2, scales, 2.0)
    assert_same(answer.rbf_kernel(x1, x2, 0.3, 2.0), want, rtol=1e-6, guesses=guesses)


@hint("A (d,) length scale divides the differences feature by feature, before squares are summed.")
def test_takes_one_lengthscale_per_dimension(answer):
    """A lengthscale of shape (d,) scales each feature by its own length."""
    x1, x2 = points(4, 3), points(5, 3)
    scales = [0.5, 1.0, 3.0]
    want, guesses = looped(x1, x2, scales, 1.5), mistakes(x1, x2, scales, 1.5)
    lengthscale = torch.tensor(scales, dtype=torch.float64)
    assert_same(answer.rbf_kernel(x1, x2, lengthscale, 1.5), want, guesses=guesses)


@hint("A function value has covariance a² with itself.")
def test_has_the_squared_amplitude_on_the_diagonal(answer):
    """kernel(x, x) has amplitude² on its diagonal."""
    x = points(6, 2)
    covariance = answer.rbf_kernel(x, x, 0.7, 1.3)
    assert_same(covariance, torch.zeros(6, 6, dtype=torch.float64), atol=torch.inf)
    want = torch.full((6,), 1.69, dtype=torch.float64)
    guesses = {"It looks as if the amplitude was not squared.": want**0.5}
    assert_same(covariance.diagonal(), want, guesses=guesses)


@hint("k(x, x') = k(x', x): divide the difference of x1 and x2 by the length scale, not one of the two.")
def test_is_a_covariance(answer):
    """kernel(x, x) is symmetric and has no negative eigenvalue."""
    x = points(12, 2)
    covariance = answer.rbf_kernel(x, x, 0.7, 1.3)
    assert_same(covariance, torch.zeros(12, 12, dtype=torch.float64), atol=torch.inf)
    skew = covariance - covariance.T
    assert_same(skew, torch.zeros_like(skew), saying="an entry off its mirror image by {got}; they should agree")
    lowest = torch.linalg.eigvalsh(covariance).clamp(max=0)
    assert_same(lowest, torch.zeros_like(lowest), saying="an eigenvalue of {got}; none should be below 0")


@hint("Far from the origin |x|² + |y|² - 2 x·y cancels, and torch.cdist uses it from 26 points on: subtract first.")
@hint("Dividing points near 1000 by l before subtracting rounds them: subtract first, then divide.")
def test_is_as_accurate_far_from_the_origin(answer):
    """60 float32 points near 1000 give the kernel of exact arithmetic, also with a length scale per axis."""
    x = 1000 + 2 * torch.rand(60, 2, generator=seeded())
    for lengthscale in (0.7, torch.tensor([0.7, 1.3])):
        lengths = [0.7, 0.7] if isinstance(lengthscale, float) else lengthscale.tolist()
        rounded = x / lengthscale
        rounded = torch.exp(-((rounded.unsqueeze(1) - rounded) ** 2).sum(-1) / 2)
        assert_same(
            answer.rbf_kernel(x, x, lengthscale),
            looped(x, x, lengths, 1.0).float(),
            rtol=0,
            atol=1e-5,
            saying="a covariance of {got} where exact arithmetic on these points gives {want}",
            guesses={
                **{said: value.float() for said, value in mistakes(x, x, lengths, 1.0).items()},
                "It looks as if the points were divided by the length scale before they were subtracted.": rounded,
            },
        )


@hint("Turn length scale and amplitude into the dtype of x1: torch.as_tensor(lengthscale, dtype=x1.dtype).")
def test_keeps_the_dtype_of_the_points(answer):
    """The result has the dtype of x1, whatever the dtype of the length scale."""
    x1, x2 = points(3, 2, dtype=torch.float32), points(4, 2, dtype=torch.float32)
    lengthscale = torch.tensor([0.5, 2.0], dtype=torch.float64)
    guesses = {said: value.float() for said, value in mistakes(x1, x2, [0.5, 2.0], 1.0).items()}
    want = looped(x1, x2, [0.5, 2.0], 1.0).float()
    assert_same(answer.rbf_kernel(x1, x2, lengthscale), want, guesses=guesses)


@hint("Bring x2 to the dtype of x1, x2.to(x1.dtype), before you subtract: float32 minus float64 is float64.")
def test_keeps_the_dtype_of_x1_against_other_points(answer):
    """The result has the dtype of x1, whatever the dtype of x2."""
    x1, x2 = points(3, 2, dtype=torch.float32), points(4, 2)
    want, guesses = looped(x1, x2, [0.7, 0.7], 1.0), mistakes(x1, x2, [0.7, 0.7], 1.0)
    floats = {said: value.float() for said, value in guesses.items()}
    assert_same(answer.rbf_kernel(x1, x2, 0.7), want.float(), rtol=1e-5, atol=1e-5, guesses=floats)
    assert_same(answer.rbf_kernel(x2, x1, 0.7), want.T, rtol=1e-5, atol=1e-5)


@hint(
    "torch.as_tensor keeps lengthscale and amplitude in the graph; float(), torch.tensor and detach() cut them out."
)
def test_gradients_match_central_differences(answer):
    """Gradients with respect to points, length scales and amplitude match central differences."""
    lengthscale = torch.tensor([0.8, 1.5], dtype=torch.float64)
    amplitude = torch.tensor(1.3, dtype=torch.float64)
    assert_gradients(answer.rbf_kernel, points(3, 2), points(4, 2), lengthscale, amplitude)


@hint("The square root has an infinite slope at zero, and infinity times 0 is nan: you need r², not r.")
def test_gradient_is_finite_where_points_coincide(answer):
    """Gradients through kernel(x, x), where every point meets itself, match central differences."""
    x = points(3, 2)
    lengthscale, amplitude = torch.tensor(0.8, dtype=torch.float64), torch.tensor(1.3, dtype=torch.float64)
    assert_gradients(answer.rbf_kernel, x, x, lengthscale, amplitude)


def test_uses_no_loop_over_points(answer):
    """The number of tensor operations does not grow with the number of points."""
    small, large = (points(30, 2), points(28, 2), 1.0), (points(200, 2), points(150, 2), 1.0)
    assert_vectorised(answer.rbf_kernel, small=small, large=large, over="points")


@hint("One length scale of 0 or below is enough: look at all of them.")
def test_rejects_a_lengthscale_that_is_not_positive(answer):
    """A length scale of 0 or below raises ValueError, also as one of several."""
    x = torch.zeros(3, 2)
    assert_raises(ValueError, answer.rbf_kernel, x, x, 0.0, accepts=(x, x, 1.0))
    assert_raises(ValueError, answer.rbf_kernel, x, x, torch.tensor(-1.0), accepts=(x, x, torch.tensor(1.0)))
    several = torch.tensor([1.0, -2.0])
    assert_raises(ValueError, answer.rbf_kernel, x, x, several, accepts=(x, x, several.abs()))


@hint("A single feature would broadcast against several, silently: compare the sizes first.")
def test_rejects_different_numbers_of_features(answer):
    """Points with different numbers of features raise ValueError."""
    good = (torch.zeros(3, 2), torch.zeros(4, 2), 1.0)
    assert_raises(ValueError, answer.rbf_kernel, torch.zeros(3, 2), torch.zeros(4, 1), 1.0, accepts=good)
    assert_raises(ValueError, answer.rbf_kernel, torch.zeros(3, 2), torch.zeros(4, 3), 1.0, accepts=good)


@hint("Give (n,) points their feature axis first; then both must have two axes, and as many features.")
def test_rejects_points_of_other_axes(answer):
    """Points with three axes, or (n,) against points with two features, raise ValueError."""
    one, two, batches = torch.zeros(3), torch.zeros(3, 2), torch.zeros(2, 3, 3)
    assert_raises(ValueError, answer.rbf_kernel, one, two, 1.0, accepts=(one, one, 1.0))
    assert_raises(ValueError, answer.rbf_kernel, two, one, 1.0, accepts=(two, two, 1.0))
    assert_raises(ValueError, answer.rbf_kernel, batches, batches, 1.0, accepts=(two, two, 1.0))


@hint("A lengthscale tensor must be 0-d or (d,); others may broadcast without complaint.")
def test_rejects_lengthscales_that_do_not_fit(answer):
    """A lengthscale that is neither a scalar nor (d,) raises ValueError, (1,) for two features included."""
    x = torch.zeros(3, 2)
    good = (x, x, torch.ones(2))
    assert_raises(ValueError, answer.rbf_kernel, x, x, torch.ones(1), accepts=good)
    assert_raises(ValueError, answer.rbf_kernel, x, x, torch.ones(3), accepts=good)
    assert_raises(ValueError, answer.rbf_kernel, x, x, torch.ones(3, 1), accepts=good)


@hint("x1 / lengthscale makes a new tensor, x1 /= lengthscale does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's points and length scales are unchanged."""
    lengthscale = torch.tensor([0.5, 2.0], dtype=torch.float64)
    assert_pure(answer.rbf_kernel, points(3, 2), points(4, 2), lengthscale, 2.0)
