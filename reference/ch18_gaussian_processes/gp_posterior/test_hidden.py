import torch

from autograder.toolkit import (
    assert_gradients,
    assert_is_gradient,
    assert_pure,
    assert_raises,
    assert_same,
    hint,
    seeded,
)


def kernel(x1, x2):
    """Return the RBF kernel with length scale 0.7 and amplitude 1.5 on points of the line."""
    return 2.25 * torch.exp(-((x1.unsqueeze(1) - x2) ** 2) / (2 * 0.49))


def problem(n=10, m=4, noise=0.3):
    """Return k_xx, k_xs, k_ss, y and noise for n points about 0.5 apart and m points among them."""
    generator = seeded()
    x = 0.5 * torch.arange(n) + 0.2 * torch.rand(n, generator=generator, dtype=torch.float64)
    s = torch.linspace(0.2, 0.5 * n, m, dtype=torch.float64)
    y = torch.sin(x) + noise * torch.randn(n, generator=generator, dtype=torch.float64)
    return kernel(x, x), kernel(x, s), kernel(s, s), y, noise


def observed(k, noise):
    """Return the covariance of noisy observations of f, whose covariance is k."""
    return k + noise**2 * torch.eye(len(k), dtype=torch.float64)


def mistaken(k_ss, covariance, noise):
    """Return what well-known mistakes make of the covariance, by the sentence about them."""
    return {
        "It looks as if noise² was added to it: that is the spread of new observations.": observed(
            covariance, noise
        ),
        "It looks as if the second term was added: observations reduce uncertainty.": 2 * k_ss - covariance,
    }


def exact(k_xx, k_xs, k_ss, y, noise):
    """Return mean and covariance by a plain solve."""
    solved = torch.linalg.solve(observed(k_xx, noise), k_xs)
    return solved.T @ y, k_ss - k_xs.T @ solved


def compare(got, mean, covariance, mean_guesses=None, covariance_guesses=None, **tolerance):
    """Compare the two results of gp_posterior one after the other, by name."""
    assert_same(got, (mean, covariance), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], covariance, saying=say.format("covariance"), guesses=covariance_guesses, **tolerance)


def posterior(answer, k_xx, k_xs, k_ss, y, noise):
    """Return the answer's mean and covariance after a look at their shapes."""
    result = answer.gp_posterior(k_xx, k_xs, k_ss, y, noise)
    assert_same(result, (torch.zeros_like(k_ss[0]), torch.zeros_like(k_ss)), atol=torch.inf)
    return result


@hint("A⁻¹ y needs both triangular systems, L and then Lᵀ; and noise enters A as noise².")
def test_mean_is_that_of_the_joint_gaussian(answer):
    """The mean is that of f given y in the joint Gaussian of the two."""
    k_xx, k_xs, k_ss, y, noise = problem()
    precision = torch.linalg.inv(joint(k_xx, k_xs, k_ss, noise))
    want = -torch.linalg.solve(precision[10:, 10:], precision[10:, :10] @ y)
    mean, _ = posterior(answer, k_xx, k_xs, k_ss, y, noise)
    guesses = {
        "It looks as if the system with L was solved and the one with its transpose was not.": k_xs.T
        @ torch.linalg.solve(torch.linalg.cholesky(observed(k_xx, noise)), y),
        "It looks as if noise, a standard deviation, was added to the diagonal unsquared.": k_xs.T
        @ torch.linalg.solve(observed(k_xx, noise**0.5), y),
    }
    say = "a mean of {got} where {want} was expected"
    assert_same(mean, want, rtol=1e-7, atol=1e-8, saying=say, guesses=guesses)


@hint("This is the latent function: the noise of new observations does not belong to it.")
def test_covariance_is_that_of_the_joint_gaussian(answer):
    """The covariance is that of f given y in the joint Gaussian of the two."""
    k_xx, k_xs, k_ss, y, noise = problem()
    want = torch.linalg.inv(torch.linalg.inv(joint(k_xx, k_xs, k_ss, noise))[10:, 10:])
    _, covariance = posterior(answer, k_xx, k_xs, k_ss, y, noise)
    say = "a covariance of {got} where {want} was expected"
    guesses = mistaken(k_ss, want, noise)
    assert_same(covariance, want, rtol=1e-7, atol=1e-8, saying=say, guesses=guesses)


def joint(k_xx, k_xs, k_ss, noise):
    """Return the covariance of the observations and f at the test points together."""
    return torch.cat([torch.cat([observed(k_xx, noise), k_xs], dim=1), torch.cat([k_xs.T, k_ss], dim=1)])


@hint("Two observations at the same place with different values must be possible: add noise² to the diagonal.")
def test_averages_repeated_observations(answer):
    """Values 1 and 3 observed at one place with noise 0.5 give f there the mean 4/2.25 and variance 1 - 2/2.25."""
    one = torch.ones(1, 1, dtype=torch.float64)
    y = torch.tensor([1.0, 3.0], dtype=torch.float64)
    got = answer.gp_posterior(one.expand(2, 2).clone(), one.expand(2, 1).clone(), one, y, 0.5)
    mean_guesses = {
        "It looks as if the noise was left out, so that the mean goes between the two values.": 2 * one[0],
        "It looks as if noise, a standard deviation, was added to the diagonal unsquared.": 4 / 2.5 * one[0],
    }
    covariance = (1 - 2 / 2.25) * one
    compare(got, 4 / 2.25 * one[0], covariance, mean_guesses, mistaken(one, covariance, 0.5))


@hint("Only noise² belongs on the diagonal of A; and the covariance subtracts what the data explain.")
def test_interpolates_when_there_is_no_noise(answer):
    """With noise 1e-6 the mean passes through the observations, and the variance vanishes there."""
    x = torch.arange(6, dtype=torch.float64) + 0.2 * torch.rand(6, generator=seeded(), dtype=torch.float64)
    k, y = kernel(x, x), torch.sin(3 * x)
    mean, covariance = posterior(answer, k, k.clone(), k.clone(), y, 1e-6)
    assert_same(mean, y, atol=1e-5, saying="a mean of {got} where {want} was observed")
    assert_same(covariance, torch.zeros_like(k), atol=1e-5, saying="a covariance of {got}; it should vanish there")


@hint("Where k_xs is zero the data say nothing: the prior is left, and noise does not belong to it.")
def test_returns_to_the_prior_far_from_the_data(answer):
    """Far away from the observations the mean is 0 and the covariance that of the prior."""
    k_xx, k_xs, k_ss, y, noise = problem()
    mean, covariance = posterior(answer, k_xx, torch.zeros_like(k_xs), k_ss, y, noise)
    assert_same(mean, torch.zeros(4, dtype=torch.float64), saying="a mean of {got}; that of the prior is 0")
    noisy = {
        "It looks as if noise² was added to it: that is the spread of new observations.": observed(k_ss, noise)
    }
    say = "a covariance of {got} where that of the prior is {want}"
    assert_same(covariance, k_ss, saying=say, guesses=noisy)


@hint("Subtract V.T @ V with L V = k_xs from k_ss: it is symmetric, and never more than k_ss.")
def test_covariance_is_a_covariance(answer):
    """The covariance is symmetric and has no negative eigenvalue, to rounding."""
    _, covariance = posterior(answer, *problem(m=12))
    skew = covariance - covariance.T
    say = "a covariance with an entry off its mirror image by {got}; it should be symmetric"
    assert_same(skew, torch.zeros_like(skew), atol=2e-8, saying=say)  # 1e-8 of variances up to 2.25
    lowest = torch.linalg.eigvalsh(covariance).clamp(max=0)
    say = "an eigenvalue of {got}; none should be below 0"
    assert_same(lowest, torch.zeros_like(lowest), atol=1e-6, saying=say)


@hint("Observations can only reduce the uncertainty about f: subtract from k_ss.")
def test_variance_is_at_most_that_of_the_prior(answer):
    """No variance exceeds that of the prior."""
    k_xx, k_xs, k_ss, y, noise = problem()
    _, covariance = posterior(answer, k_xx, k_xs, k_ss, y, noise)

    def excess(covariance):
        return (covariance - k_ss).diagonal().clamp(min=0)

    _, want = exact(k_xx, k_xs, k_ss, y, noise)
    guesses = {said: excess(value) for said, value in mistaken(k_ss, want, noise).items()}
    got = excess(covariance)
    assert_same(got, torch.zeros_like(got), saying="a variance that exceeds the prior's by {got}", guesses=guesses)


def test_covariance_does_not_depend_on_the_values(answer):
    """The covariance depends on where the observations are, not on their values."""
    k_xx, k_xs, k_ss, y, noise = problem()
    _, covariance = posterior(answer, k_xx, k_xs, k_ss, y, noise)
    _, other = posterior(answer, k_xx, k_xs, k_ss, 3 * y.flip(0) + 1, noise)
    assert_same(other, covariance, saying="a covariance of {got} where it was {want} with other values")


def test_mean_is_linear_in_the_values(answer):
    """The mean for 2 y + 3 z is 2 times that for y plus 3 times that for z."""
    k_xx, k_xs, k_ss, y, noise = problem()
    z = y.flip(0) + 1
    parts = [posterior(answer, k_xx, k_xs, k_ss, values, noise)[0] for values in (y, z)]
    both, _ = posterior(answer, k_xx, k_xs, k_ss, 2 * y + 3 * z, noise)
    assert_same(both, 2 * parts[0] + 3 * parts[1], saying="a mean of {got} where the two others add up to {want}")


@hint("torch.eye(n) alone is float32 whatever k_xx is: torch.eye(n, dtype=k_xx.dtype).")
def test_works_in_float32(answer):
    """float32 arguments give a float32 result, right to float32."""
    k_xx, k_xs, k_ss, y, noise = problem()
    mean, covariance = (value.float() for value in exact(k_xx, k_xs, k_ss, y, noise))
    got = answer.gp_posterior(*(k.float() for k in (k_xx, k_xs, k_ss, y)), noise)
    guesses = {said: value.float() for said, value in mistaken(k_ss, covariance.double(), noise).items()}
    compare(got, mean, covariance, covariance_guesses=guesses, atol=2e-4)


@hint(
    "An error about an inplace operation: an in-place assignment overwrote a value that the gradient needs. "
    "Build L from new tensors, or let torch.linalg.cholesky do it."
)
def test_gradients_match_central_differences(answer):
    """Gradients of mean and covariance with respect to k_xs, k_ss, y and noise match central differences."""
    k_xx, k_xs, k_ss, y, _ = problem(n=5, m=3)
    noise = torch.tensor(0.4, dtype=torch.float64)
    assert_gradients(answer.gp_posterior, k_xx, k_xs, k_ss, y, noise, wrt=(1, 2, 3, 4))


def gradient_of_the_mean(answer, root, k_xs, k_ss, y, noise):
    """Return the gradient of the summed mean when k_xx is root rootᵀ (runs beside the student's code)."""
    root = root.clone().requires_grad_()
    mean, _ = answer.gp_posterior(root @ root.T, k_xs, k_ss, y, noise)
    return torch.autograd.grad(mean.sum(), root)[0] if mean.requires_grad else "nothing"


@hint("Was k_xx detached or copied into a new tensor? The graph must pass through A.")
@hint("An error about an inplace operation: an in-place assignment overwrote a value that the gradient needs.")
def test_gradient_reaches_the_kernel_matrix(answer):
    """With k_xx = root rootᵀ, the gradient of the summed mean with respect to root matches central differences."""
    k_xx, k_xs, k_ss, y, noise = problem(n=5, m=3)
    root = torch.linalg.cholesky(k_xx).contiguous()

    def summed_mean(root):
        return (k_xs.T @ torch.linalg.solve(observed(root @ root.T, noise), y)).sum()

    got = answer.run(gradient_of_the_mean, root, k_xs, k_ss, y, noise)
    assert not isinstance(got, str), "gp_posterior: the mean does not depend on k_xx through the graph."
    assert_is_gradient({"root": got}, of=summed_mean, at={"root": root})


@hint("Read n and m from k_xs and compare the other shapes with them before you start.")
def test_rejects_shapes_that_do_not_fit(answer):
    """k_xs given as (m, n), or a y, k_xx or k_ss of another size, raises ValueError."""
    k_xx, k_xs, k_ss, y, noise = good = problem(n=5, m=3)
    bad = [
        (k_xx, k_xs.T, k_ss, y, noise),
        (k_xx, k_xs, k_ss, y[:4], noise),
        (k_xx, k_xs, k_ss, y.unsqueeze(1), noise),
        (k_xx[:4, :4], k_xs, k_ss, y, noise),
        (k_xx, k_xs, k_ss[:1, :1], y, noise),
    ]
    for args in bad:
        assert_raises(ValueError, answer.gp_posterior, *args, accepts=good)


@hint("The caller still needs the kernel matrix without noise: k_xx + ... makes a new one.")
def test_leaves_the_arguments_alone(answer):
    """The caller's matrices and observations are unchanged."""
    assert_pure(answer.gp_posterior, *problem())
