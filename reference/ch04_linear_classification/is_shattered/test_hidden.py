from itertools import product

import torch
from scipy.optimize import linprog

from autograder.toolkit import assert_pure, assert_raises, assert_same, hint, seeded


def assert_is(answer, points, want, what):
    """Compare the answer for some points, and say which they were."""
    assert_same(answer.is_shattered(points), want, saying=f"{{got}} for {what}; {{want}} was expected")


@hint("No line gives three points in a row the labels +, -, +: counting points is not enough.")
def test_three_points_on_a_line(answer):
    """Three points on a line in the plane are not shattered."""
    points = torch.tensor([[0.0, 1.0], [1.0, 3.0], [3.0, 7.0]])
    assert_is(answer, points, False, "(0, 1), (1, 3), (3, 7)")


@hint("Equal points have equal rows (1, x): such rows have rank 1.")
def test_equal_points(answer):
    """Two equal points are not shattered: they always have the same label."""
    assert_is(answer, torch.tensor([[2.0, 1.0, 0.0], [2.0, 1.0, 0.0]]), False, "twice the point (2, 1, 0)")


@hint("The bias alone labels one point in both ways, also the origin: do not forget the column of ones.")
def test_one_point(answer):
    """One point is shattered, wherever it is."""
    assert_is(answer, torch.tensor([[0.0, 0.0]]), True, "the origin alone")
    assert_is(answer, torch.tensor([[3.0, -2.0]]), True, "the point (3, -2) alone")


@hint("Two points on the number line take b and w: rows (1, x) of rank 2.")
def test_points_in_one_dimension(answer):
    """Two different numbers are shattered by thresholds, three are not."""
    assert_is(answer, torch.tensor([[0.0], [1.0]]), True, "the numbers 0, 1")
    assert_is(answer, torch.tensor([[1.0], [2.0], [4.0]]), False, "the numbers 1, 2, 4")


def has_all_labelings(points):
    """Try all labelings of points (n, d), each by a linear program for w and b with margin 1."""
    rows = torch.cat([torch.ones(len(points), 1), points], dim=1).double().numpy()
    for labels in product((1.0, -1.0), repeat=len(points) - 1):  # exchanging all labels changes nothing
        signs = torch.tensor((1.0, *labels), dtype=torch.float64).numpy()[:, None]
        found = linprog([0.0] * rows.shape[1], A_ub=-signs * rows, b_ub=[-1.0] * len(rows), bounds=(None, None))
        if not found.success:
            return False
    return True


@hint("Try all labelings of the points by hand: some of them need a border that is not straight.")
def test_agrees_with_trying_all_labelings(answer):
    """For random integer points, the answer is that of a linear program for each labeling."""
    generator = seeded()
    for _ in range(16):
        n, d = (int(torch.randint(1, most + 1, (), generator=generator)) for most in (5, 3))
        points = torch.randint(-1, 2, (n, d), generator=generator).float()
        assert_is(answer, points, has_all_labelings(points), points.int().tolist())


@hint("d + 1 numbers can be chosen, w and b; so d + 1 points in general position can be labelled at will.")
def test_capacity_is_d_plus_one(answer):
    """In d dimensions, d + 1 random points are shattered and d + 2 points never."""
    for d in (1, 2, 5, 20):
        corners = torch.cat([torch.zeros(1, d), torch.eye(d)]).double()
        points = corners + 0.01 * torch.randn(d + 1, d, generator=seeded(), dtype=torch.float64)
        assert_is(answer, points, True, f"{d + 1} points in {d} dimensions, near the corners of a simplex")
        more = torch.cat([points, torch.full((1, d), 0.7, dtype=torch.float64)])
        assert_is(answer, more, False, f"{d + 2} points in {d} dimensions")


@hint("float32 has seven digits, and near 1000 the rank drowns in them: convert the points to float64 first.")
def test_shifting_all_points_changes_nothing(answer):
    """The same points near 1000, in float32, give the same answers."""
    triangle = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    line = torch.tensor([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0]])
    assert_is(answer, triangle + 1000, True, "the corners of a small triangle near (1000, 1000)")
    assert_is(answer, line + 1000, False, "three points on a line near (1000, 1000)")


@hint("torch.linalg works with floating numbers: points.double() makes float64 of any dtype.")
def test_takes_integer_points(answer):
    """Points of an integer dtype work."""
    assert_is(answer, torch.tensor([[0, 0, 1], [1, 0, 0], [0, 1, 0]]), True, "three integer points")
    assert_is(answer, torch.tensor([[0, 2], [1, 1], [2, 0]], dtype=torch.int32), False, "three on a line")


def test_rejects_points_without_two_axes(answer):
    """A tensor of shape (n,) or (n, d, 1) raises ValueError."""
    good = (torch.zeros(1, 2),)
    assert_raises(ValueError, answer.is_shattered, torch.arange(2.0), accepts=good)
    assert_raises(ValueError, answer.is_shattered, torch.zeros(2, 2, 1), accepts=good)


def test_leaves_the_points_alone(answer):
    """The caller's points are unchanged."""
    assert_pure(answer.is_shattered, torch.randn(3, 2, generator=seeded(), dtype=torch.float64))
