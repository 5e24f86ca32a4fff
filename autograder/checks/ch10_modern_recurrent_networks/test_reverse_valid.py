import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Step t takes the value of step length - 1 - t as long as t < length; what follows keeps its own.")
def test_reverses_the_valid_part_and_leaves_the_padding(answer):
    """1 2 3 0 0 with length 3 becomes 3 2 1 0 0, and 4 5 6 7 8 with length 2 becomes 5 4 6 7 8."""
    X = torch.tensor([[1.0, 2.0, 3.0, 0.0, 0.0], [4.0, 5.0, 6.0, 7.0, 8.0]])
    want = torch.tensor([[3.0, 2.0, 1.0, 0.0, 0.0], [5.0, 4.0, 6.0, 7.0, 8.0]])
    flipped = {"It looks as if the padding was put first: reverse only the valid part.": X.flip(1)}
    assert_same(answer.reverse_valid(X, torch.tensor([3, 2])), want, guesses=flipped)


@hint("After two turns each step is back where it was.")
def test_twice_is_nothing(answer):
    """Applied twice, it gives X back."""
    X, lengths = torch.randn(4, 6, 2, generator=seeded()), torch.tensor([6, 0, 3, 5])
    assert_same(answer.reverse_valid(answer.reverse_valid(X, lengths), lengths), X)
