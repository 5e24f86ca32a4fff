import math

import torch

from autograder.toolkit import assert_same, hint, needs_package


def predict(answer, x, y, s, *hyperparameters):
    """Return mean and covariance at s in evaluation mode (runs beside the student's code)."""
    model, likelihood = answer.build_exact_gp(x, y, *hyperparameters)
    model.eval()
    likelihood.eval()
    with torch.no_grad():
        f = model(s)
        return f.mean, f.covariance_matrix


@hint("outputscale is amplitude², likelihood.noise is noise², lengthscale is l itself.")
def test_one_observation_by_hand(answer):
    """After y = 2 with amplitude 2 and noise 1, f one length scale away has mean 1.6/√e and variance 4 - 3.2/e."""
    needs_package(answer, "gpytorch")
    x, y, s = torch.tensor([0.0]), torch.tensor([2.0]), torch.tensor([0.5])
    got = answer.run(predict, x, y, s, 0.5, 2.0, 1.0)

    def both(scale, variance, exponent):
        k = scale * math.exp(-exponent)
        return torch.tensor([2 * k / (scale + variance)]), torch.tensor([[scale - k**2 / (scale + variance)]])

    names = {
        "It looks as if outputscale was set to the amplitude; it multiplies the kernel, so it is its square.": both(
            2.0, 1.0, 0.5
        ),
        "It looks as if lengthscale was squared; in GPyTorch it is the length itself.": both(4.0, 1.0, 2.0),
    }
    mean, covariance = both(4.0, 1.0, 0.5)
    assert_same(got, (mean, covariance), atol=torch.inf)
    assert_same(got[0], mean, rtol=1e-4, saying="a mean of {got}; {want} was expected",
                guesses={sentence: wrong[0] for sentence, wrong in names.items()})  # fmt: skip
    assert_same(got[1], covariance, rtol=1e-4, saying="a variance of {got}; {want} was expected",
                guesses={sentence: wrong[1] for sentence, wrong in names.items()})  # fmt: skip


def parts(answer, x, y):
    """Return what model and likelihood are made of (runs beside the student's code)."""
    import gpytorch

    model, likelihood = answer.build_exact_gp(x, y, 0.5, 2.0, 1.0)
    parameters = [(name, p.numel(), p.requires_grad) for name, p in model.named_parameters()]
    return {
        "parameters": parameters,
        "is ExactGP": isinstance(model, gpytorch.models.ExactGP),
        "is GaussianLikelihood": isinstance(likelihood, gpytorch.likelihoods.GaussianLikelihood),
        "holds the likelihood": getattr(model, "likelihood", None) is likelihood,
    }


@hint("ZeroMean has no parameter, ScaleKernel(RBFKernel()) has two, GaussianLikelihood has one.")
def test_has_three_parameters(answer):
    """The model is an ExactGP that holds its likelihood; noise, output scale and length scale can be trained."""
    needs_package(answer, "gpytorch")
    found = answer.run(parts, torch.rand(4, 2), torch.rand(4))
    for fact in ("is ExactGP", "is GaussianLikelihood", "holds the likelihood"):
        assert found[fact], f"of the model and the likelihood that came back, this is not true: {fact}"
    names = sorted(name.rpartition(".")[2] for name, _, trainable in found["parameters"] if trainable)
    assert names == ["raw_lengthscale", "raw_noise", "raw_outputscale"], (
        f"the trainable parameters are {', '.join(names) or 'none'}; "
        "raw_lengthscale, raw_noise and raw_outputscale were expected"
    )
    sizes = {name: size for name, size, _ in found["parameters"] if size != 1}
    assert not sizes, f"parameters with more than one number: {sizes}; one each was expected, also for two features"
