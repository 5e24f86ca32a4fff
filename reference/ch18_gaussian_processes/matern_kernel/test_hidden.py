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

SMOOTHNESS = (0.5, 1.5, 2.5)


def points(*shape, dtype=torch.float64):
    """Return random points around the origin."""
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


def formula(r, nu):
    """Return the kernel at a distance of r length scales, in Python numbers."""
    s = math.sqrt(2 * nu) * r
    return {0.5: 1, 1.5: 1 + s, 2.5: 1 + s + s * s / 3}[nu] * math.exp(-s)


def looped(x1, x2, lengthscale, amplitude, nu):
    """Return the kernel one entry at a time."""
    rows = [[amplitude**2 * formula(math.dist(p, q) / lengthscale, nu) for q in x2.tolist()] for p in x1.tolist()]
    return torch.tensor(rows, dtype=torch.float64)


@hint("The distance is Euclidean: the root of the sum of squares over the features, divided by lengthscale.")
def test_measures_euclidean_distances(answer):
    """In two dimensions, with length scale 0.6 and amplitude 1.3, each entry is that of the formula."""
    x1, x2 = points(4, 2), points(5, 2)
    cityblock = (x1.unsqueeze(1) - x2).abs().sum(-1)
    for nu in SMOOTHNESS:
        blocks = torch.tensor([[1.69 * formula(d / 0.6, nu) for d in row] for row in cityblock.tolist()])
        guesses = {
            "It looks as if absolute differences were summed, which is no Euclidean distance.": blocks.double()
        }
        assert_same(
            answer.matern_kernel(x1, x2, 0.6, 1.3, nu), looped(x1, x2, 0.6, 1.3, nu), rtol=1e-7, guesses=guesses
        )


@hint("A function value has covariance a² with itself; whatever guards the square root must not show in the value.")
def test_has_the_squared_amplitude_on_the_diagonal(answer):
    """kernel(x, x) has amplitude² on its diagonal, for each nu."""
    x = points(6, 2)
    for nu in SMOOTHNESS:
        covariance = answer.matern_kernel(x, x, 0.7, 1.3, nu)
        assert_same(covariance, torch.zeros(6, 6, dtype=torch.float64), atol=torch.inf)
        assert_same(covariance.diagonal(), torch.full((6,), 1.69, dtype=torch.float64), atol=2e-5)


@hint("Compare with the formulas: the rougher the kernel, the faster it falls at short distances.")
def test_is_a_covariance_and_nearer_to_singular_the_smoother_it_is(answer):
    """On 100 equally spaced points all eigenvalues are positive, and the smallest falls from nu 0.5 to 2.5."""
    x = torch.linspace(0, 5, 100, dtype=torch.float64)
    before = math.inf
    for nu in SMOOTHNESS:
        covariance = answer.matern_kernel(x, x, 0.7, nu=nu)
        assert_same(covariance, torch.zeros(100, 100, dtype=torch.float64), atol=torch.inf)
        assert_same(covariance.T, covariance, atol=1e-6, saying="{got} where its mirror image has {want}")
        lowest = float(torch.linalg.eigvalsh(covariance)[0])
        assert 0 < lowest < before, (
            f"on 100 points of [0, 5] with lengthscale 0.7 the smallest eigenvalue for nu = {nu} is {lowest:.3g}; "
            + (f"it should lie between 0 and {before:.3g}" if before < math.inf else "it should be positive")
        )
        before = lowest


@hint("exp(-r) has a kink at 0; (1 + s) exp(-s) and its smoother relative have a parabola there.")
def test_has_a_kink_for_half_and_a_parabola_for_the_others(answer):
    """Halving a short distance halves 1 - k for nu 0.5 and quarters it for nu 1.5 and 2.5."""
    x1 = torch.tensor([1.0], dtype=torch.float64)
    x2 = x1 + torch.tensor([0.001, 0.002], dtype=torch.float64)
    for nu, want in zip(SMOOTHNESS, (2.0, 4.0, 4.0)):
        covariance = answer.matern_kernel(x1, x2, 0.7, nu=nu)
        assert_same(covariance, torch.zeros(1, 2, dtype=torch.float64), atol=torch.inf)
        ratio = (1 - covariance[0, 1]) / (1 - covariance[0, 0])
        assert_same(
            ratio,
            torch.tensor(want, dtype=torch.float64),
            rtol=0,
            atol=0.05,
            saying=f"1 - k that grows {{got}} times at twice the distance, for nu = {nu}; {{want}} was expected",
        )


@hint("Bring amplitude and lengthscale into the dtype of x1 with torch.as_tensor, and x2 with x2.to(x1.dtype).")
def test_keeps_the_dtype_of_the_first_points(answer):
    """The result has the dtype of x1, whatever the dtype of x2, lengthscale and amplitude."""
    x1, x2 = points(3, 2, dtype=torch.float32), points(4, 2)
    l, a = torch.tensor(0.7, dtype=torch.float64), torch.tensor(1.1)
    want = looped(x1, x2, 0.7, 1.1, 2.5)
    assert_same(answer.matern_kernel(x1, x2, l, a, 2.5), want.float(), rtol=1e-5, atol=1e-5)
    assert_same(answer.matern_kernel(x2, x1, l, a, 2.5), want.T, rtol=1e-5, atol=1e-5)


@hint("Nothing may be detached or pass through a Python number: distances, length scale and amplitude all count.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to points, length scale and amplitude match central differences."""
    l, a = torch.tensor(0.8, dtype=torch.float64), torch.tensor(1.3, dtype=torch.float64)
    for nu in SMOOTHNESS:
        assert_gradients(answer.matern_kernel, points(3, 2), 3 + points(4, 2), l, a, nu)


def gradients_at_coinciding_points(answer, x, weights, nu):
    """Return the gradients of a weighted kernel(x, x) by x1 and l (runs beside the student's code)."""
    x1, l = x.clone().requires_grad_(), torch.tensor(0.8, dtype=torch.float64, requires_grad=True)
    covariance = answer.matern_kernel(x1, x.clone(), l, 1.3, nu)
    if not covariance.requires_grad:
        return None
    return torch.autograd.grad((weights * covariance).sum(), (x1, l), allow_unused=True)


@hint(
    "The square root's slope at 0 is infinite, and infinity times 0 is nan: use torch.linalg.vector_norm, or "
    "replace the zeros before the square root."
)
def test_gradient_is_finite_where_points_coincide(answer):
    """Gradients through kernel(x, x) are finite: pairs of coinciding points contribute zero."""
    x, weights = points(4, 2), points(4, 4)
    step = 1e-6
    pairs = ~torch.eye(4, dtype=torch.bool)  # the kernel of distinct points is smooth: central differences there
    for nu in SMOOTHNESS:
        got = answer.run(gradients_at_coinciding_points, x, weights, nu)
        assert got is not None and got[0] is not None and got[1] is not None, "the kernel has lost its graph"
        want = torch.zeros_like(x)
        for i in range(4):
            for j in range(2):
                up, down = x.clone(), x.clone()
                up[i, j] += step
                down[i, j] -= step
                slope = (looped(up, x, 0.8, 1.3, nu) - looped(down, x, 0.8, 1.3, nu)) / (2 * step)
                want[i, j] = (weights * slope)[pairs].sum()
        assert_same(got[0], want, rtol=1e-5, atol=1e-6, saying=f"a gradient of {{got}} for x1 with nu = {nu}; "
                    "it should be {want}")  # fmt: skip
        by_l = (looped(x, x, 0.8 + step, 1.3, nu) - looped(x, x, 0.8 - step, 1.3, nu)) / (2 * step)
        assert_same(got[1], (weights * by_l).sum(), rtol=1e-5, atol=1e-6, saying=f"a gradient of {{got}} for "
                    f"lengthscale with nu = {nu}; it should be {{want}}")  # fmt: skip


def test_uses_no_loop_over_points(answer):
    """The number of tensor operations does not grow with the number of points."""
    small, large = (points(30, 2), points(28, 2), 1.0), (points(200, 2), points(150, 2), 1.0)
    assert_vectorised(answer.matern_kernel, small=small, large=large, over="points")


@hint("Only 0.5, 1.5 and 2.5 have a formula here; look at nu before you compute.")
def test_rejects_another_nu(answer):
    """A nu other than 0.5, 1.5 and 2.5 raises ValueError."""
    x = torch.zeros(3, 2)
    for nu in (2.0, 1.0, 3.5, 0.0):
        assert_raises(ValueError, answer.matern_kernel, x, x, 1.0, 1.0, nu, accepts=(x, x, 1.0, 1.0, 2.5))


@hint("A length scale of 0 gives nan, a negative one a kernel that grows: look at it first.")
def test_rejects_a_lengthscale_that_is_not_positive(answer):
    """A length scale of 0 or below raises ValueError, as a number and as a tensor."""
    x = torch.zeros(3, 2)
    assert_raises(ValueError, answer.matern_kernel, x, x, 0.0, accepts=(x, x, 1.0))
    assert_raises(ValueError, answer.matern_kernel, x, x, torch.tensor(-1.0), accepts=(x, x, torch.tensor(1.0)))


@hint("One length scale serves all dimensions here, and a single feature would broadcast: compare the shapes.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Different numbers of features or axes, and a lengthscale that is no scalar, raise ValueError."""
    x = torch.zeros(3, 2)
    good = (x, torch.zeros(4, 2), 1.0)
    bad = [
        (x, torch.zeros(4, 1), 1.0),
        (x, torch.zeros(4, 3), 1.0),
        (torch.zeros(3), torch.zeros(4, 2), 1.0),
        (x.unsqueeze(0), x.unsqueeze(0), 1.0),
        (x, torch.zeros(4, 2), torch.ones(2)),
        (x, torch.zeros(4, 2), torch.ones(1)),
    ]
    for args in bad:
        assert_raises(ValueError, answer.matern_kernel, *args, accepts=good)


@hint("x1 - x2 makes a new tensor, x1 -= x2 does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's points, length scale and amplitude are unchanged."""
    l, a = torch.tensor(0.5, dtype=torch.float64), torch.tensor(2.0, dtype=torch.float64)
    for nu in SMOOTHNESS:
        assert_pure(answer.matern_kernel, points(3, 2), points(4, 2), l, a, nu)
