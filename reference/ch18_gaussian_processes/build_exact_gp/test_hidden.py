import torch

from autograder.toolkit import assert_same, hint, needs_package, seeded


def problem(d=1, dtype=torch.float64):
    """Return training points, values and test points."""
    generator = seeded()
    x, s = (torch.rand(n, d, generator=generator, dtype=torch.float64) * 3 for n in (12, 5))
    y = torch.sin(2 * x[:, 0]) + 0.3 * torch.randn(12, generator=generator, dtype=torch.float64)
    if d == 1:
        x, s = x[:, 0], s[:, 0]
    return x.to(dtype), y.to(dtype), s.to(dtype)


def kernel(x1, x2, lengthscale, amplitude):
    x1, x2 = x1.reshape(len(x1), 1, -1), x2.reshape(1, len(x2), -1)
    return amplitude**2 * torch.exp(-((x1 - x2) ** 2).sum(-1) / (2 * lengthscale**2))


def posterior(x, y, s, lengthscale, amplitude, noise):
    """Return mean and covariance of f at s by the formulas of section 18.3.1, in float64."""
    x, y, s = x.double(), y.double(), s.double()
    A = kernel(x, x, lengthscale, amplitude) + noise**2 * torch.eye(len(x), dtype=torch.float64)
    k = kernel(x, s, lengthscale, amplitude)
    solved = torch.linalg.solve(A, k)
    return solved.T @ y, kernel(s, s, lengthscale, amplitude) - k.T @ solved


def predict(answer, x, y, s, noisy, *hyperparameters):
    """Return mean and covariance at s in evaluation mode (runs beside the student's code)."""
    model, likelihood = answer.build_exact_gp(x, y, *hyperparameters)
    model.eval()
    likelihood.eval()
    with torch.no_grad():
        f = likelihood(model(s)) if noisy else model(s)
        return f.mean, f.covariance_matrix


@hint("Set lengthscale to l, outputscale to amplitude², likelihood.noise to noise²: the properties without raw_.")
def test_equals_the_posterior_from_scratch(answer):
    """In evaluation mode mean and covariance are those of the formulas of section 18.3.1."""
    needs_package(answer, "gpytorch")
    x, y, s = problem()
    mean, covariance = answer.run(predict, x, y, s, False, 0.4, 1.3, 0.3)
    want = posterior(x, y, s, 0.4, 1.3, 0.3)
    assert_same((mean, covariance), want, rtol=0, atol=torch.inf)
    guesses = {
        "It looks as if outputscale was set to the amplitude; it is its square.": posterior(
            x, y, s, 0.4, 1.3**0.5, 0.3
        )[0],
        "It looks as if likelihood.noise was set to the standard deviation; it is a variance.": posterior(
            x, y, s, 0.4, 1.3, 0.3**0.5
        )[0],
        "It looks as if lengthscale was squared.": posterior(x, y, s, 0.16, 1.3, 0.3)[0],
    }
    assert_same(mean, want[0], rtol=0, atol=1e-5, saying="a mean of {got}; {want} was expected", guesses=guesses)
    assert_same(covariance, want[1], rtol=0, atol=1e-5, saying="a covariance of {got}; {want} was expected")


@hint("GPyTorch stores the noise variance: likelihood.noise = noise**2.")
def test_the_likelihood_adds_the_noise(answer):
    """likelihood(model(x)) has the same mean, and variances larger by noise²."""
    needs_package(answer, "gpytorch")
    x, y, s = problem()
    want = posterior(x, y, s, 0.7, 0.9, 0.25)
    mean, covariance = answer.run(predict, x, y, s, True, 0.7, 0.9, 0.25)
    assert_same((mean, covariance), want, rtol=0, atol=torch.inf)
    assert_same(mean, want[0], rtol=0, atol=1e-5)
    noise = 0.0625 * torch.eye(5, dtype=torch.float64)
    guesses = {"It looks as if the noise variance is the standard deviation.": want[1] + 4 * noise}
    say = "a covariance of {got} for new observations; {want} was expected"
    assert_same(covariance, want[1] + noise, rtol=0, atol=1e-5, saying=say, guesses=guesses)


@hint("A zero mean and the kernel are all that forward needs; the library takes care of more than one feature.")
def test_takes_several_features_and_float32(answer):
    """Two features in float64 and one in float32 give the posterior in their dtype."""
    needs_package(answer, "gpytorch")
    for d, dtype in ((2, torch.float64), (1, torch.float32)):
        x, y, s = problem(d, dtype)
        mean, covariance = posterior(x, y, s, 0.8, 1.2, 0.3)
        got = answer.run(predict, x, y, s, False, 0.8, 1.2, 0.3)
        assert_same(got, (mean.to(dtype), covariance.to(dtype)), rtol=0, atol=1e-5 if d == 2 else 1e-3)


def prior(answer, x, y):
    """Return mean, covariance and kind of model(x) in training mode (runs beside the student's code)."""
    import gpytorch

    model, likelihood = answer.build_exact_gp(x, y, 0.4, 1.3, 0.3)
    model.train()
    likelihood.train()
    f = model(x)
    kind = isinstance(f, gpytorch.distributions.MultivariateNormal)
    return f.mean.detach(), f.covariance_matrix.detach(), kind


@hint("forward returns MultivariateNormal(mean_module(x), covar_module(x)), without any noise.")
def test_gives_the_prior_in_training_mode(answer):
    """In training mode model(train_x) is the prior: mean 0 and the kernel matrix, without noise."""
    needs_package(answer, "gpytorch")
    x, y, _ = problem()
    mean, covariance, kind = answer.run(prior, x, y)
    assert kind is True, "model(train_x) is no gpytorch.distributions.MultivariateNormal"
    assert_same(mean, torch.zeros(12, dtype=torch.float64), saying="a prior mean of {got}; it should be 0")
    assert_same(covariance, kernel(x, x, 0.4, 1.3), rtol=0, atol=1e-5, saying="a prior covariance of {got}; "
                "the kernel is {want}")  # fmt: skip


def gradients(answer, x, y):
    """Return gradient and dtype of each parameter (runs beside the student's code)."""
    import gpytorch

    model, likelihood = answer.build_exact_gp(x, y, 0.4, 1.3, 0.3)
    model.train()
    likelihood.train()
    gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)(model(x), y).backward()
    return {
        name.rpartition(".")[2]: (0.0 if p.grad is None else float(p.grad.abs().sum()), str(p.dtype))
        for name, p in model.named_parameters()
    }


@hint("model.to(train_x.dtype) moves the likelihood's parameter as well, if the model holds it.")
def test_all_parameters_learn_in_the_dtype_of_the_data(answer):
    """The log likelihood gives a gradient other than zero to each of the three parameters, all float64 here."""
    needs_package(answer, "gpytorch")
    x, y, _ = problem()
    found = answer.run(gradients, x, y)
    for name in ("raw_lengthscale", "raw_outputscale", "raw_noise"):
        gradient, dtype = found.get(name, (0.0, "missing"))
        assert dtype == "torch.float64", f"{name} is {dtype} for float64 data"
        assert gradient > 1e-8, f"the gradient of {name} is {gradient:.2g}; the parameter cannot be learned"


def raised(answer, x, y, noise):
    """Return the name of what building with that noise raises (runs beside the student's code)."""
    try:
        answer.build_exact_gp(x, y, 0.4, 1.3, noise)
    except NotImplementedError:
        raise
    except Exception as error:
        return "ValueError" if isinstance(error, ValueError) else type(error).__name__
    return "nothing"


@hint("The smallest noise variance that the library allows is 1e-4; refuse a noise below 0.02 yourself.")
def test_rejects_a_noise_below_the_smallest(answer):
    """A noise of 0.019 raises ValueError, one of 0.02 does not."""
    needs_package(answer, "gpytorch")
    x, y, _ = problem()
    for noise, want in ((0.02, "nothing"), (0.019, "ValueError"), (0.0, "ValueError")):
        got = answer.run(raised, x, y, noise)
        assert got == want, f"noise = {noise} raised {got}; {want} was expected"
