import torch

from autograder.toolkit import assert_same, hint


@hint("For rhs = (1, 2) the first step has length alpha = 5 / 20, the second direction is r' + beta p.")
def test_solves_two_equations_in_two_steps(answer):
    """4 x + y = 1 and x + 3 y = 2 are solved in at most two steps: x = 1/11, y = 7/11."""
    matrix = torch.tensor([[4.0, 1.0], [1.0, 3.0]], dtype=torch.float64)
    rhs = torch.tensor([1.0, 2.0], dtype=torch.float64)
    x, iterations = answer.cg_solve(matrix, rhs)
    guesses = {"It looks as if rhs came back divided by the diagonal.": rhs / matrix.diagonal()}
    assert_same(x, torch.tensor([1 / 11, 7 / 11], dtype=torch.float64), guesses=guesses)
    assert 1 <= iterations <= 2, f"two equations took {iterations} steps; two are enough"


@hint("Count a step when it is done: for the identity, the first one already ends at x = rhs.")
def test_counts_its_steps(answer):
    """A multiple of the identity takes exactly one step, and max_iterations=1 allows no second one elsewhere."""
    rhs = torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64)
    x, iterations = answer.cg_solve(2 * torch.eye(3, dtype=torch.float64), rhs)
    assert_same(x, rhs / 2)
    assert iterations == 1, f"2 I x = rhs was solved in {iterations} steps; the first step ends there"
    _, iterations = answer.cg_solve(torch.diag(rhs), rhs, max_iterations=1)
    assert iterations == 1, f"with max_iterations=1, {iterations} steps were counted"
