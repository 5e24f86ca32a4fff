import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Put a 1 in front of each point; the points are shattered exactly if these rows have rank n.")
def test_triangle_and_square(answer):
    """A line can label the three corners of a triangle in every way, the four corners of a square not."""
    square = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    say = "{got} for the corners of a {}; {want} was expected"
    assert_same(answer.is_shattered(square[:3]), True, saying=say.replace("{}", "triangle"))
    assert_same(answer.is_shattered(square), False, saying=say.replace("{}", "square"))


@hint("Look at the number of points before anything else.")
def test_rejects_no_points(answer):
    """No points raise ValueError."""
    assert_raises(ValueError, answer.is_shattered, torch.zeros(0, 2), accepts=(torch.zeros(1, 2),))
