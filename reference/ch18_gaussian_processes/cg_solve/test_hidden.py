import torch

from autograder.toolkit import assert_is_gradient, assert_pure, assert_raises, assert_same, hint, seeded


def normal(*shape):
    return torch.randn(*shape, generator=seeded(), dtype=torch.float64)


def with_eigenvalues(values):
    """Return a symmetric matrix with these eigenvalues and random eigenvectors."""
    vectors, _ = torch.linalg.qr(normal(len(values), len(values)))
    return vectors * values @ vectors.T


@hint("Keep the directions conjugate: p = r' + beta p. Steepest descent needs hundreds of steps here.")
def test_solves_with_a_kernel_matrix(answer):
    """For the Matérn kernel of 200 points plus 0.1 I it agrees with a direct solve, in fewer than 80 steps."""
    x = torch.linspace(0, 5, 200, dtype=torch.float64)
    s = 3**0.5 * (x.unsqueeze(1) - x).abs() / 0.5
    A = (1 + s) * torch.exp(-s) + 0.1 * torch.eye(200, dtype=torch.float64)
    rhs = normal(200)
    got, iterations = answer.cg_solve(A, rhs)
    assert_same(got, torch.linalg.solve(A, rhs), rtol=1e-5, atol=1e-5)
    assert iterations < 80, f"{iterations} steps were taken; fewer than 80 are enough"


@hint("As many steps as there are different eigenvalues, if beta is the new r·r divided by the old one.")
def test_needs_as_many_steps_as_there_are_eigenvalues(answer):
    """For n = 100 and three different eigenvalues, at most four steps lead to the solution."""
    values = torch.tensor([1.0, 4.0, 9.0], dtype=torch.float64)[torch.arange(100) % 3]
    A, rhs = with_eigenvalues(values), normal(100)
    got, iterations = answer.cg_solve(A, rhs)
    assert iterations <= 4, (
        f"{iterations} steps were taken for three different eigenvalues; at most 4 were expected"
    )
    assert_same(got, torch.linalg.solve(A, rhs), rtol=1e-6, atol=1e-6)


@hint("alpha = r·r / p·Ap minimises the error along p; another step length would not.")
def test_error_never_grows(answer):
    """The error, measured in the norm of the matrix, is smaller after each step and small after twelve of 12."""
    A, rhs = with_eigenvalues(torch.linspace(1, 20, 12, dtype=torch.float64)), normal(12)
    solution = torch.linalg.solve(A, rhs)
    before = float(solution @ A @ solution) ** 0.5
    first = before
    for steps in range(1, 13):
        got, _ = answer.cg_solve(A, rhs, 1e-12, steps)
        assert_same(got, solution, atol=torch.inf)
        error = float((got - solution) @ A @ (got - solution)) ** 0.5
        assert error <= before + 1e-9, f"the error grew from {before:.3g} to {error:.3g} with step {steps}"
        before = error
    assert before < 1e-6 * first, (
        f"after 12 steps for 12 unknowns the error is still {before / first:.2g} of the first"
    )


@hint("The first direction is rhs itself, and alpha is rhs·rhs / rhs·A rhs.")
def test_first_step_is_the_exact_line_search(answer):
    """With max_iterations = 1, x is the best multiple of rhs."""
    A, rhs = with_eigenvalues(torch.linspace(1, 5, 8, dtype=torch.float64)), normal(8)
    got, iterations = answer.cg_solve(A, rhs, 1e-8, 1)
    assert_same(got, rhs * (rhs @ rhs) / (rhs @ A @ rhs))
    assert iterations == 1, f"with max_iterations=1, {iterations} steps were counted"


@hint("Look at the residual before each step: for rhs = 0 it is small enough from the start.")
def test_zero_needs_no_step(answer):
    """rhs = 0, and max_iterations = 0 for any rhs, give zeros and no step."""
    zero, rhs, A = torch.zeros(4, dtype=torch.float64), normal(4), torch.eye(4, dtype=torch.float64)
    for args in ((A, zero), (A, rhs, 1e-8, 0)):
        x, iterations = answer.cg_solve(*args)
        assert_same(x, zero)
        assert iterations == 0, f"{iterations} steps were counted where none was needed"


@hint("Scale the tolerance by the norm of rhs.")
def test_scale_does_not_matter(answer):
    """Multiplying rhs by 2^20 or 2^-30 multiplies x by it and leaves the number of steps as it was."""
    A, rhs = with_eigenvalues(torch.logspace(-1, 1, 40, dtype=torch.float64)), normal(40)
    want, steps = answer.cg_solve(A, rhs, 1e-4)
    for power in (20, -30):
        got, iterations = answer.cg_solve(A, 2.0**power * rhs, 1e-4)
        assert iterations == steps, f"rhs took {steps} steps, 2^{power} times rhs took {iterations}"
        assert_same(got / 2.0**power, want)


@hint("Stop at a residual of at most tol * |rhs|, and not before.")
def test_stops_at_the_tolerance_and_not_before(answer):
    """The residual is at most tol times rhs at the end, and was larger one step before."""
    A, rhs = with_eigenvalues(torch.logspace(-1, 1, 40, dtype=torch.float64)), normal(40)
    for tol in (1e-1, 1e-3, 1e-5):
        x, steps = answer.cg_solve(A, rhs, tol)
        assert_same(x, rhs, atol=torch.inf)
        left = float((rhs - A @ x).norm() / rhs.norm())
        assert left <= tol * (1 + 1e-6), f"with tol={tol:g} a residual of {left:.3g} times rhs was left"
        x, _ = answer.cg_solve(A, rhs, tol, max(int(steps) - 1, 0))
        left = float((rhs - A @ x).norm() / rhs.norm())
        assert left > tol, f"with tol={tol:g}, {steps} steps were taken, and one less would have been enough"


@hint("max_iterations=None means n steps at most.")
def test_stops_after_n_steps_by_default(answer):
    """Without max_iterations at most n steps are taken, with it more are possible."""
    A, rhs = with_eigenvalues(torch.logspace(-5, 5, 30, dtype=torch.float64)), normal(30)
    _, iterations = answer.cg_solve(A, rhs, 1e-13)
    assert iterations == 30, f"30 badly conditioned equations took {iterations} steps; 30 is where to stop"
    _, iterations = answer.cg_solve(A, rhs, 1e-13, 45)
    assert iterations == 45, f"with max_iterations=45 the same equations took {iterations} steps"


@hint("Start from torch.zeros_like(rhs), which has its dtype.")
def test_works_in_float32(answer):
    """float32 arguments give a float32 solution."""
    A, rhs = with_eigenvalues(torch.linspace(1, 5, 8, dtype=torch.float64)), normal(8)
    got, _ = answer.cg_solve(A.float(), rhs.float(), 1e-6)
    assert_same(got, torch.linalg.solve(A, rhs).float(), rtol=1e-4, atol=1e-4)


def gradients(answer, matrix, rhs, weights):
    """Return the gradients of the weighted solution by matrix and rhs (runs beside the student's code)."""
    matrix, rhs = matrix.clone().requires_grad_(), rhs.clone().requires_grad_()
    x, _ = answer.cg_solve((matrix + matrix.T) / 2, rhs, 0.0, 3)
    if not x.requires_grad:
        return None
    return torch.autograd.grad(x @ weights, (matrix, rhs), allow_unused=True)


@hint("New tensors in every step (x = x + alpha * p) keep the graph; detach, item, float and no_grad cut it.")
def test_gradients_are_those_of_the_solution(answer):
    """After n steps, gradients with respect to matrix and rhs match those of the exact solution."""
    A, rhs, weights = with_eigenvalues(torch.tensor([1.0, 2.0, 4.0], dtype=torch.float64)), normal(3), normal(3)
    got = answer.run(gradients, A, rhs, weights)
    assert got is not None and got[0] is not None and got[1] is not None, (
        "x does not depend on both arguments through the graph"
    )
    assert_is_gradient(
        {"matrix": got[0], "rhs": got[1]},
        of=lambda matrix, rhs: weights @ torch.linalg.solve((matrix + matrix.T) / 2, rhs),
        at={"matrix": A, "rhs": rhs},
    )


@hint("Compare matrix.shape with (n, n) before the first product.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A matrix that is not (n, n) and a rhs with two axes raise ValueError."""
    A, rhs = torch.eye(3), torch.ones(3)
    bad = [(A[:2], rhs), (A[:, :2], rhs), (torch.eye(4), rhs), (A, rhs.unsqueeze(1)), (torch.ones(3), rhs)]
    for args in bad:
        assert_raises(ValueError, answer.cg_solve, *args, accepts=(A, rhs))


@hint("r = rhs names the caller's own tensor: r -= alpha * Ap would change it.")
def test_leaves_the_arguments_alone(answer):
    """The caller's matrix and right-hand side are unchanged."""
    assert_pure(answer.cg_solve, with_eigenvalues(torch.linspace(1, 5, 8, dtype=torch.float64)), normal(8))
