import math

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


def problem(n=5, J=3):
    """Return random features (n, J), a mean (J,) and a covariance (J, J) of the weights, float64."""
    generator = seeded()
    root = torch.randn(J, J, generator=generator, dtype=torch.float64)
    features = torch.randn(n, J, generator=generator, dtype=torch.float64)
    return features, torch.randn(J, generator=generator, dtype=torch.float64), root @ root.T + 0.1 * torch.eye(J)


def compare(got, mean, cov, mean_guesses=None, cov_guesses=None, **tolerance):
    """Compare the two results one after the other, by name."""
    assert_same(got, (mean, cov), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    say = "a {} with {{got}} where it should have {{want}}"
    assert_same(got[0], mean, saying=say.format("mean"), guesses=mean_guesses, **tolerance)
    assert_same(got[1], cov, saying=say.format("covariance"), guesses=cov_guesses, **tolerance)


@hint("cov(f_i, f_j) sums features[i, k] * weight_cov[k, l] * features[j, l] over all k and l.")
def test_agrees_with_a_double_sum(answer):
    """Mean and covariance are the sums over weights and over pairs of weights."""
    for n, J in ((5, 3), (2, 4), (3, 3)):
        features, m, S = problem(n, J)
        rows = features.tolist()
        mean = [sum(a * b for a, b in zip(row, m.tolist(), strict=True)) for row in rows]
        cov = [[sum(p[k] * float(S[k, j]) * q[j] for k in range(J) for j in range(J)) for q in rows] for p in rows]
        want = torch.tensor(mean, dtype=torch.float64), torch.tensor(cov, dtype=torch.float64)
        compare(answer.weight_space_prior(features, m, S), *want, atol=1e-9)


@hint("Double the weight covariance, and the covariance of f doubles; it is no standard deviation.")
def test_covariance_is_linear_in_that_of_the_weights(answer):
    """Twice the weight covariance gives twice the covariance, and the same mean."""
    features, m, S = problem()
    mean, cov = answer.weight_space_prior(features, m, S)
    compare((mean, cov), torch.zeros(5).double(), torch.zeros(5, 5).double(), atol=torch.inf)
    guesses = {"It looks as if weight_cov was taken for standard deviations and squared.": 4 * cov}
    compare(answer.weight_space_prior(features, m, 2 * S), mean, 2 * cov, cov_guesses=guesses)


def test_covariance_has_no_more_rank_than_weights(answer):
    """For more inputs than weights, the covariance is symmetric, has rank J and no negative eigenvalue."""
    _, cov = answer.weight_space_prior(*problem(n=8, J=3))
    assert_same(cov, torch.zeros(8, 8, dtype=torch.float64), atol=torch.inf)
    assert_same(cov.T, cov, saying="a covariance with {got} where its mirror image has {want}")
    values = torch.linalg.eigvalsh(cov)
    assert_same(values[:5], torch.zeros(5).double(), atol=1e-9, saying="an eigenvalue {got} among five that are 0")
    if not (values[5:] > 1e-6).all():
        raise AssertionError(f"the covariance has rank {int((values > 1e-6).sum())}; it should have rank 3.")


def test_many_radial_features_give_the_rbf_kernel(answer):
    """400 bumps of width l over [-10, 10] give a covariance proportional to exp(-(x - x')² / (4 l²)) near 0."""
    width = 0.8
    x, centres = (
        torch.linspace(-1.5, 1.5, 7, dtype=torch.float64),
        torch.linspace(-10, 10, 400, dtype=torch.float64),
    )
    features = torch.exp(-((x[:, None] - centres) ** 2) / (2 * width**2))
    _, cov = answer.weight_space_prior(features, torch.zeros(400).double(), torch.eye(400, dtype=torch.float64))
    assert_same(cov, torch.zeros(7, 7, dtype=torch.float64), atol=torch.inf)
    kernel = math.sqrt(math.pi) * width * 399 / 20 * torch.exp(-((x[:, None] - x) ** 2) / (4 * width**2))
    assert_same(cov, kernel, rtol=0.01, saying="a covariance of {got} where {want} was expected")


@hint("Draw weights, compute functions: each value has the mean and the variance that you return.")
def test_describes_functions_with_drawn_weights(answer):
    """Values of functions with randomly drawn weights, in units of their deviation, are standard normal."""
    m = torch.tensor([0.5, -1.0], dtype=torch.float64)
    S = torch.tensor([[1.0, 0.8], [0.8, 1.0]], dtype=torch.float64)
    features = torch.tensor([[1.0, 1.0]], dtype=torch.float64)
    mean, cov = answer.weight_space_prior(features, m, S)
    compare((mean, cov), torch.zeros(1).double(), torch.zeros(1, 1).double(), atol=torch.inf)
    weights = m + torch.randn(3000, 2, generator=seeded(), dtype=torch.float64) @ torch.linalg.cholesky(S).T
    scaled = (weights.sum(1) - mean) / cov.clamp(min=1e-6).sqrt()[0]
    against = {
        "only the diagonal of weight_cov was used": (0.0, (3.6 / 2) ** 0.5),
        "weight_cov was squared": (0.0, (3.6 / 6.48) ** 0.5),
        "the mean of the weights was left out": (-0.5 / 3.6**0.5, 1.0),
    }
    assert_normal(scaled, draws=3000, against=against, of="standardised function values")


def test_works_in_float32(answer):
    """float32 arguments give float32 results."""
    features, m, S = problem()
    got = answer.weight_space_prior(features.float(), m.float(), S.float())
    compare(got, (features @ m).float(), (features @ S @ features.T).float(), atol=1e-4)


def test_gradients_match_central_differences(answer):
    """Gradients with respect to features, weight_mean and weight_cov match central differences."""
    assert_gradients(answer.weight_space_prior, *problem(4, 3), symmetric=(2,))


@hint("J is the length of weight_mean: features and weight_cov have as many columns, weight_cov as many rows.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A weight_mean or weight_cov for another number of weights, or of other axes, raises ValueError."""
    features, m, S = good = problem(4, 3)
    bad = [
        (features, m[:2], S[:2, :2]),
        (features, m, S[:2]),
        (features, m, S[:, :1]),
        (features, m, S.diagonal().clone()),
        (features, m, problem(4, 4)[2]),
        (features, m[:, None], S),
        (features[0], m, S),
        (features[None], m, S),
        (features.T, m, S),
    ]
    for args in bad:
        assert_raises(ValueError, answer.weight_space_prior, *args, accepts=good)


def test_leaves_the_arguments_alone(answer):
    """The caller's tensors are unchanged."""
    assert_pure(answer.weight_space_prior, *problem())
