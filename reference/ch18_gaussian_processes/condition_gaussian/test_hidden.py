import torch

from autograder.toolkit import (
    assert_gradients,
    assert_normal,
    assert_pure,
    assert_raises,
    assert_same,
    hint,
    seeded,
)


def gaussian(n=5):
    """Return a mean (n,) far from zero and a well-conditioned covariance (n, n), float64."""
    generator = seeded()
    root = torch.randn(n, n, generator=generator, dtype=torch.float64)
    return 3 * torch.randn(n, generator=generator, dtype=torch.float64), root @ root.T + 0.5 * torch.eye(n)


def numbers(*values):
    return torch.tensor(values, dtype=torch.float64)


def compare(got, mean, cov, mean_guesses=None, cov_guesses=None, **tolerance):
    """Compare the two results one after the other, by name."""
    assert_same(got, (mean, cov), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], cov, saying=say.format("covariance"), guesses=cov_guesses, **tolerance)


@hint("The observed entries stand in the order of values: cov[observed][:, observed] keeps that order.")
def test_agrees_with_the_precision_matrix(answer):
    """Five correlated entries given the entries 3 and 1 have the moments that the precision matrix gives."""
    mean, cov = gaussian()
    observed, values, rest = torch.tensor([3, 1]), numbers(2.0, -1.0), [0, 2, 4]
    precision = torch.linalg.inv(cov)
    want_cov = torch.linalg.inv(precision[rest][:, rest])
    want = mean[rest] - want_cov @ precision[rest][:, observed] @ (values - mean[observed])
    gain = cov[rest][:, observed] @ torch.linalg.inv(cov[observed][:, observed])
    mean_guesses = {
        "It looks as if the mean of the observed entries was not subtracted.": mean[rest] + gain @ values,
        "It looks as if values are in another order than the observed entries.": mean[rest]
        + gain @ (values.flip(0) - mean[observed]),
    }
    cov_guesses = {"It looks as if the marginal covariance was returned.": cov[rest][:, rest]}
    got = answer.condition_gaussian(mean, cov, observed, values)
    compare(got, want, want_cov, mean_guesses, cov_guesses, rtol=1e-8, atol=1e-8)


def test_order_of_the_observations_does_not_matter(answer):
    """Observing entries 4, 0, 2 or 0, 2, 4, with the values along, gives the same."""
    mean, cov = gaussian(6)
    got = answer.condition_gaussian(mean, cov, torch.tensor([4, 0, 2]), numbers(1.0, 2.0, 3.0))
    other = answer.condition_gaussian(mean, cov, torch.tensor([0, 2, 4]), numbers(2.0, 3.0, 1.0))
    compare(got, *other)


@hint("The result of the first round is a Gaussian again: it has a mean of its own to subtract.")
def test_two_rounds_equal_one(answer):
    """Observing entry 1 first and entry 3 (then number 2) afterwards gives the same as both at once."""
    mean, cov = gaussian()
    once = answer.condition_gaussian(mean, cov, torch.tensor([1, 3]), numbers(0.5, 1.5))
    first = answer.condition_gaussian(mean, cov, torch.tensor([1]), numbers(0.5))
    compare(first, mean[1:], cov[1:, 1:], atol=torch.inf)
    compare(answer.condition_gaussian(*first, torch.tensor([2]), numbers(1.5)), *once, atol=1e-8)


@hint("With a mean other than zero, an observation equal to its own mean must change nothing.")
def test_seeing_the_mean_leaves_the_mean(answer):
    """Values that equal their means leave the mean of the other entries as it was."""
    mean, cov = gaussian()
    got = answer.condition_gaussian(mean, cov, torch.tensor([0, 4]), mean[[0, 4]])
    compare(got, mean[1:4], got[1])


@hint("The solve with C_bb takes the unit of the observed entry out again.")
def test_unit_of_the_observation_does_not_matter(answer):
    """Measuring an observed entry in other units (10 times the numbers) changes nothing for the others."""
    mean, cov = gaussian()
    units = numbers(1.0, 1.0, 10.0, 1.0, 1.0)
    got = answer.condition_gaussian(mean, cov, torch.tensor([2]), numbers(0.7))
    scaled = answer.condition_gaussian(mean * units, cov * units * units[:, None], torch.tensor([2]), numbers(7.0))
    compare(scaled, *got, atol=1e-8)


def test_covariance_is_a_covariance(answer):
    """The covariance is symmetric and has no negative eigenvalue, and other values do not change it."""
    mean, cov = gaussian(8)
    observed = torch.tensor([5, 0, 6])
    _, got = answer.condition_gaussian(mean, cov, observed, numbers(1.0, 2.0, 3.0))
    assert_same(got, torch.zeros(5, 5, dtype=torch.float64), atol=torch.inf)
    assert_same(got.T, got, atol=1e-8, saying="a covariance with {got} where its mirror image has {want}")
    lowest = torch.linalg.eigvalsh(got).clamp(max=0)
    assert_same(lowest, torch.zeros_like(lowest), atol=1e-8, saying="an eigenvalue of {got}; none is below 0")
    _, other = answer.condition_gaussian(mean, cov, observed, numbers(-4.0, 0.0, 9.0))
    assert_same(other, got, saying="a covariance of {got} where it was {want} with other values")


@hint("What is left after subtracting the conditional mean scatters with the conditional covariance, around 0.")
def test_explains_samples_of_the_joint(answer):
    """Samples of two correlated entries scatter around the conditional mean with the conditional variance."""
    mean, cov = numbers(1.0, -2.0), torch.tensor([[1.0, 1.2], [1.2, 2.0]], dtype=torch.float64)
    noise = torch.randn(3000, 2, generator=seeded(), dtype=torch.float64)
    samples = mean + noise @ torch.linalg.cholesky(cov).T
    at = [answer.condition_gaussian(mean, cov, torch.tensor([1]), numbers(v)) for v in (0.0, 1.0)]
    compare(at[0], numbers(0.0), numbers(0.0)[None], atol=torch.inf)
    predicted = at[0][0] + samples[:, 1] * (at[1][0] - at[0][0])  # the conditional mean is affine in the value
    scaled = (samples[:, 0] - predicted) / at[0][1].clamp(min=1e-6).sqrt()[0]
    against = {
        "the marginal variance was returned": (0.0, 0.28**0.5),
        "the mean of the observed entry was not subtracted": (1.2 / 0.28**0.5, 1.0),
    }
    assert_normal(scaled, draws=3000, against=against, of="standardised differences")


@hint("Nothing seen, nothing learned: let the formulas work with blocks of size 0, or return early.")
def test_no_observations_change_nothing(answer):
    """With k = 0, mean and covariance come back as they are."""
    mean, cov = gaussian(4)
    none = torch.zeros(0, dtype=torch.int64)
    compare(answer.condition_gaussian(mean, cov, none, mean[:0]), mean, cov)


@hint("Blocks of size 0 are no mistake: the formulas work with them.")
def test_nothing_is_left_when_all_is_seen(answer):
    """With k = n, the results have the shapes (0,) and (0, 0)."""
    mean, cov = gaussian(3)
    got = answer.condition_gaussian(mean, cov, torch.tensor([2, 0, 1]), mean)
    compare(got, mean[:0], cov[:0, :0])


def test_works_in_float32(answer):
    """float32 arguments give a float32 result, right to float32."""
    mean, cov = gaussian()
    gain = cov[1:, :1] / cov[0, 0]
    want = mean[1:] + gain[:, 0] * (0.3 - mean[0]), cov[1:, 1:] - gain @ cov[:1, 1:]
    got = answer.condition_gaussian(mean.float(), cov.float(), torch.tensor([0]), torch.tensor([0.3]))
    compare(got, *(t.float() for t in want), rtol=1e-4, atol=1e-3)


def test_gradients_match_central_differences(answer):
    """Gradients of both results with respect to mean, cov and values match central differences."""
    mean, cov = gaussian()
    args = (mean, cov, torch.tensor([3, 0]), numbers(0.4, -0.2))
    assert_gradients(answer.condition_gaussian, *args, symmetric=(1,))


@hint("A negative index counts from the end, silently: look for those below 0 as well.")
def test_rejects_indices_out_of_range(answer):
    """An index of n, or a negative one, raises ValueError."""
    mean, cov = gaussian(3)
    good = (mean, cov, torch.tensor([2, 0]), mean[:2])
    for bad in (3, -1, -3):
        observed = torch.tensor([1, bad])
        assert_raises(ValueError, answer.condition_gaussian, mean, cov, observed, mean[:2], accepts=good)


@hint("n is the length of mean, k that of observed; compare the other shapes with them.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A cov that is not (n, n), values that are not (k,), and a mean or observed with two axes raise ValueError."""
    mean, cov = gaussian(4)
    observed, values = torch.tensor([2, 0]), numbers(1.0, 2.0)
    bad = [
        (mean, cov[:3], observed, values),
        (mean, gaussian(5)[1], observed, values),
        (mean, cov, observed, values[:1]),
        (mean, cov, observed, values[:, None]),
        (mean[:, None], cov, observed, values),
        (mean, cov, observed[:, None], values[:, None]),
        (mean, cov, observed[None], values),
    ]
    for args in bad:
        assert_raises(ValueError, answer.condition_gaussian, *args, accepts=(mean, cov, observed, values))


@hint("Indexing with a list or a mask makes a copy, slicing does not: change neither in place.")
def test_leaves_the_arguments_alone(answer):
    """The caller's tensors are unchanged."""
    mean, cov = gaussian()
    assert_pure(answer.condition_gaussian, mean, cov, torch.tensor([1, 4]), numbers(1.0, 2.0))
