import math

import torch

from autograder.toolkit import assert_gradients, assert_same, hint, seeded


@hint("s is sqrt(2·nu) times r: r, sqrt(3)·r and sqrt(5)·r. The quadratic term of nu = 2.5 is s²/3.")
def test_has_the_right_value_at_one_lengthscale(answer):
    """At a distance of one length scale each of the three kernels has the value of its formula."""
    x1, x2 = torch.tensor([1.0]), torch.tensor([1.5])
    root3, root5, l = math.sqrt(3), math.sqrt(5), 0.5

    def say(root, value, unscaled):
        """Return the guesses for one nu: the amplitude, the root, the length scale."""
        return {
            "It looks as if the amplitude was not squared.": torch.tensor([[value / 2]]),
            "It looks as if the factor sqrt(2 nu) in front of the distance is missing.": torch.tensor([[unscaled]]),
            "It looks as if the squared distance was divided by lengthscale, not by its square.": torch.tensor(
                [[root]]
            ),
        }

    def half(s):
        return 4 * math.exp(-s)

    def three_halves(s):
        return 4 * (1 + s) * math.exp(-s)

    def five_halves(s, divisor=3.0):
        return 4 * (1 + s + s * s / divisor) * math.exp(-s)

    short = math.sqrt(l)
    assert_same(answer.matern_kernel(x1, x2, l, 2.0, 0.5), torch.tensor([[half(1)]]),
                guesses=say(half(short), half(1), half(2)))  # fmt: skip
    assert_same(answer.matern_kernel(x1, x2, l, 2.0, 1.5), torch.tensor([[three_halves(root3)]]),
                guesses=say(three_halves(root3 * short), three_halves(root3), three_halves(1)))  # fmt: skip
    guesses = say(five_halves(root5 * short), five_halves(root5), five_halves(1))
    guesses |= {
        "It looks as if the quadratic term is s²/5 where it should be s²/3.": torch.tensor(
            [[five_halves(root5, 5.0)]]
        ),
        "It looks as if the quadratic term is r²/3 where it should be s²/3, which is 5r²/3.": torch.tensor(
            [[five_halves(root5, 15.0)]]
        ),
    }
    assert_same(answer.matern_kernel(x1, x2, l, 2.0, 2.5), torch.tensor([[five_halves(root5)]]), guesses=guesses)


@hint("x1.unsqueeze(1) - x2 has shape (n, m, d); the norm runs over d. Without nu, nu is 1.5, and amplitude 1.")
def test_has_a_row_for_each_first_point(answer):
    """Row i and column j of the (n, m) matrix hold the covariance of x1[i] and x2[j]."""
    generator = seeded()
    x1, x2 = torch.randn(4, 2, generator=generator), torch.randn(3, 2, generator=generator)
    s = math.sqrt(3) * torch.tensor([[math.dist(p, q) / 0.8 for q in x2.tolist()] for p in x1.tolist()])
    assert_same(answer.matern_kernel(x1, x2, 0.8), (1 + s) * torch.exp(-s))


@hint("A point without a feature axis has one feature: x1.unsqueeze(1).")
def test_takes_one_dimensional_points(answer):
    """Points of shapes (n,) and (m,) give a matrix of shape (n, m)."""
    got = answer.matern_kernel(torch.tensor([0.0, 1.0, 3.0]), torch.tensor([0.0, 2.0]), 1.0, nu=0.5)
    assert_same(got, torch.exp(-torch.tensor([[0.0, 2.0], [1.0, 1.0], [3.0, 1.0]])))


@hint("The square root's slope at 0 is infinite, and infinity times 0 is nan: no zero may enter it.")
def test_has_a_gradient_where_points_coincide(answer):
    """For nu = 1.5, gradients through kernel(x, x), where every point meets itself, match central differences."""
    x = torch.tensor([[0.0, 1.0], [0.5, 0.2], [1.5, -1.0]], dtype=torch.float64)
    assert_gradients(answer.matern_kernel, x, x, torch.tensor(0.8, dtype=torch.float64))
