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


def points(*shape):
    """Return random float64 points around the origin."""
    return torch.randn(*shape, generator=seeded(), dtype=torch.float64)


def weights(d=2):
    """Return a covariance of bias and weights that are correlated and differ in size."""
    root = torch.tensor([[0.9, 0, 0], [0.4, 0.7, 0], [-0.5, 0.3, 1.2]], dtype=torch.float64)[: d + 1, : d + 1]
    return root @ root.T


def looped(x1, x2, S):
    """Return the kernel by its definition, one entry at a time."""

    def product(p, q):
        p, q = [1.0, *p], [1.0, *q]
        return 2 * sum(p[i] * S[i, j].item() * q[j] for i in range(len(p)) for j in range(len(q)))

    def entry(p, q):
        return 2 / math.pi * math.asin(product(p, q) / math.sqrt((1 + product(p, p)) * (1 + product(q, q))))

    return torch.tensor([[entry(p, q) for q in x2.tolist()] for p in x1.tolist()], dtype=torch.float64)


@hint("S couples bias and weights: x~ᵀ S x~' is a full quadratic form, not a sum of squares.")
def test_follows_the_formula_for_correlated_weights(answer):
    """Correlated weights in two dimensions give the values of the formula."""
    x1, x2, S = points(4, 2), points(5, 2), weights()
    guesses = {
        "It looks as if only the diagonal of weight_cov was used.": looped(x1, x2, torch.diag(S.diagonal())),
        "It looks as if sin was taken where the formula has arcsin.": 2
        / math.pi
        * torch.sin(torch.sin(math.pi / 2 * looped(x1, x2, S))),  # its sine is the ratio
        "It looks as if the factor 2 before the quadratic forms is missing.": looped(x1, x2, S / 2),
    }
    assert_same(answer.arcsine_kernel(x1, x2, S), looped(x1, x2, S), guesses=guesses)


@hint("The hidden unit has a bias: put a 1 in front of each x. The Gaussian integral of two erf is an arcsine.")
def test_is_the_covariance_of_random_units(answer):
    """The kernel is the mean of erf(u·x~) erf(u·x~') over 400,000 draws of u, within 0.01."""
    x, S = torch.tensor([[0.0, 0.0], [1.0, -0.5], [-2.0, 0.3]], dtype=torch.float64), weights()
    draws = torch.randn(400_000, 3, generator=seeded(), dtype=torch.float64) @ torch.linalg.cholesky(S).T
    units = torch.erf(draws @ torch.cat([torch.ones(3, 1, dtype=torch.float64), x], dim=1).T)
    # An entry is a mean of 400,000 products in [-1, 1]: it is off by 0.01 with probability
    # 2 exp(-400000 * 1e-4 / 2), below 5e-9 (Hoeffding).
    want = units.T @ units / len(units)
    say = "a covariance of {got}; 400,000 random units have {want}"
    assert_same(answer.arcsine_kernel(x, x, S), want, rtol=0, atol=0.01, saying=say)


@hint("A point without a feature axis has one feature: x1.unsqueeze(1).")
def test_takes_one_dimensional_points(answer):
    """Points of shapes (n,) and (m,) are taken for one feature."""
    x1, x2, S = points(4), points(3), weights(1)
    assert_same(answer.arcsine_kernel(x1, x2, S), looped(x1.unsqueeze(1), x2.unsqueeze(1), S))


@hint("The place of the origin matters here: do not subtract means or take differences of points.")
def test_is_not_stationary(answer):
    """Shifting both inputs by the same amount changes the covariance, as the formula says."""
    x1, x2, S = points(3, 2), points(3, 2), weights()
    before, after = answer.arcsine_kernel(x1, x2, S), answer.arcsine_kernel(x1 + 3, x2 + 3, S)
    assert_same(after - before, looped(x1 + 3, x2 + 3, S) - looped(x1, x2, S), saying="a change of {got} after a "
                "shift of both inputs by 3; {want} was expected")  # fmt: skip


@hint("Bring x2 and weight_cov to the dtype of x1.")
def test_keeps_the_dtype_of_the_first_points(answer):
    """The result has the dtype of x1, whatever the dtype of x2 and weight_cov."""
    x1, x2, S = points(3, 2), points(4, 2), weights()
    want = looped(x1, x2, S)
    assert_same(answer.arcsine_kernel(x1.float(), x2, S), want.float(), rtol=1e-4, atol=1e-4)
    assert_same(answer.arcsine_kernel(x1, x2.float(), S.float()), want, rtol=1e-4, atol=1e-4)


@hint("The normalisers depend on the inputs and on S as well: nothing may be detached.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to both inputs and the weight covariance match central differences."""
    assert_gradients(answer.arcsine_kernel, points(3, 2), points(4, 2), weights(), symmetric=(2,))


def test_uses_no_loop_over_points(answer):
    """The number of tensor operations does not grow with the number of points."""
    small, large = (points(3, 2), points(2, 2), weights()), (points(50, 2), points(40, 2), weights())
    assert_vectorised(answer.arcsine_kernel, small=small, large=large, over="points")


@hint("weight_cov is (d + 1, d + 1): one row for the bias, d for the weights.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A weight_cov of (d, d), of (d + 2, d + 2), or not square, and points that do not fit, raise ValueError."""
    x1, x2 = torch.zeros(3, 2), torch.zeros(4, 2)
    good = (x1, x2, torch.eye(3))
    bad = [
        (x1, x2, torch.eye(2)),
        (x1, x2, torch.eye(4)),
        (x1, x2, torch.ones(3)),
        (x1, x2, torch.ones(3, 1)),
        (x1, torch.zeros(4, 1), torch.eye(3)),
        (x1, torch.zeros(4, 3), torch.eye(3)),
        (torch.zeros(3), torch.zeros(4, 2), torch.eye(2)),
        (torch.zeros(3, 2, 2), torch.zeros(4, 2, 2), torch.eye(3)),
    ]
    for args in bad:
        assert_raises(ValueError, answer.arcsine_kernel, *args, accepts=good)


def test_leaves_the_arguments_alone(answer):
    """The caller's inputs and weight covariance are unchanged."""
    assert_pure(answer.arcsine_kernel, points(3, 2), points(4, 2), weights())
