import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def problem(n=6):
    """Return values and the kernel matrix of n points about 0.5 apart."""
    generator = seeded()
    x = 0.5 * torch.arange(n) + 0.2 * torch.rand(n, generator=generator, dtype=torch.float64)
    y = torch.sin(x) + 0.3 * torch.randn(n, generator=generator, dtype=torch.float64)
    return y, 2.25 * torch.exp(-((x.unsqueeze(1) - x) ** 2) / (2 * 0.49))


def by_eigenvalues(y, cov, noise):
    """Return the log density along the principal axes of cov, where observations are independent."""
    values, vectors = torch.linalg.eigh(cov)
    return torch.distributions.Normal(0.0, (values + noise**2).sqrt()).log_prob(vectors.T @ y).sum()


@hint("The same A, kernel plus noise² on the diagonal, belongs in both terms.")
def test_is_the_log_density_of_correlated_observations(answer):
    """For six correlated observations it is the sum of normal log densities along the principal axes."""
    y, cov = problem()
    want = by_eigenvalues(y, cov, 0.3)
    A = cov + 0.09 * torch.eye(6, dtype=torch.float64)
    guesses = {
        "It looks as if noise is missing from the determinant.": want
        + (torch.logdet(A) - torch.linalg.slogdet(cov)[1]) / 2,
        "It looks as if the determinant of the factor was taken where its square belongs.": want
        + torch.logdet(A) / 4,
        "It looks as if noise, a standard deviation, was added to the diagonal unsquared.": by_eigenvalues(
            y, cov, 0.3**0.5
        ),
    }
    assert_same(answer.gp_log_marginal_likelihood(y, cov, 0.3), want, rtol=1e-7, atol=1e-7, guesses=guesses)


@hint("The determinant of a few hundred points underflows to 0: add the logarithms of the Cholesky diagonal.")
def test_survives_a_determinant_that_underflows(answer):
    """With 400 observations, whose determinant is below 1e-700, the value is finite and right."""
    x = torch.linspace(0, 5, 400, dtype=torch.float64)
    cov = torch.exp(-((x.unsqueeze(1) - x) ** 2) / (2 * 0.16))
    y = torch.sin(x) + 0.1 * torch.randn(400, generator=seeded(), dtype=torch.float64)
    assert_same(answer.gp_log_marginal_likelihood(y, cov, 0.1), by_eigenvalues(y, cov, 0.1), rtol=1e-6)


def test_does_not_depend_on_the_order_of_the_data(answer):
    """Permuting y and cov together changes nothing."""
    y, cov = problem(9)
    order = torch.randperm(9, generator=seeded())
    got = answer.gp_log_marginal_likelihood(y[order], cov[order][:, order], 0.3)
    assert_same(got, by_eigenvalues(y, cov, 0.3), rtol=1e-7, atol=1e-7)


def test_works_in_float32(answer):
    """float32 arguments give a float32 result, right to float32, also with a float64 0-d noise."""
    y, cov = problem()
    want = by_eigenvalues(y, cov, 0.3).float()
    for noise in (0.3, torch.tensor(0.3, dtype=torch.float64)):
        got = answer.gp_log_marginal_likelihood(y.float(), cov.float(), noise)
        assert_same(got, want, rtol=1e-4, atol=1e-3)


@hint("Nothing may be detached or turned into a number: hyperparameters are learned through cov and noise.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to y, cov and noise match central differences."""
    noise = torch.tensor(0.4, dtype=torch.float64)
    assert_gradients(answer.gp_log_marginal_likelihood, *problem(5), noise, symmetric=(1,))


@hint("Compare cov.shape with (n, n) before you start: a y of length 1 broadcasts without complaint.")
def test_rejects_shapes_that_do_not_fit(answer):
    """A y of another length or with two axes, or a cov that is not square, raises ValueError."""
    y, cov = problem()
    bad = [(y[:5], cov), (y[:1], cov), (y.unsqueeze(1), cov), (y, cov[:5]), (y, cov[:, :5]), (y, cov.diagonal())]
    for args in bad:
        assert_raises(ValueError, answer.gp_log_marginal_likelihood, *args, 0.3, accepts=(y, cov, 0.3))


@hint("The caller still needs the kernel matrix without noise: cov + ... makes a new one.")
def test_leaves_the_arguments_alone(answer):
    """The caller's observations and kernel matrix are unchanged."""
    assert_pure(answer.gp_log_marginal_likelihood, *problem(), 0.3)
