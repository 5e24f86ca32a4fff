import torch

from autograder.toolkit import assert_same, hint, needs_package, seeded


def sines():
    """Return 30 points of [0, 5] and values of sin(x) + sin(4 x) / 2 there, with noise 0.25."""
    generator = seeded(1)
    x = (5 * torch.rand(30, dtype=torch.float64, generator=generator)).sort().values
    noise = 0.25 * torch.randn(30, dtype=torch.float64, generator=generator)
    return x, torch.sin(x) + 0.5 * torch.sin(4 * x) + noise


def train(answer, x, y, num_steps):
    """Train a new model; return losses and modes (runs beside the student's code)."""
    import gpytorch

    class Process(gpytorch.models.ExactGP):
        def __init__(self, likelihood):
            super().__init__(x, y, likelihood)
            self.mean = gpytorch.means.ZeroMean()
            self.kernel = gpytorch.kernels.ScaleKernel(gpytorch.kernels.RBFKernel())

        def forward(self, points):
            return gpytorch.distributions.MultivariateNormal(self.mean(points), self.kernel(points))

    likelihood = gpytorch.likelihoods.GaussianLikelihood()
    model = Process(likelihood).to(x.dtype)
    losses = answer.train_exact_gp(model, likelihood, x, y, num_steps)
    return {"losses": losses, "training": model.training or likelihood.training}


@hint("The library returns the log likelihood, and optimisers minimise: the loss is minus that.")
def test_the_loss_falls(answer):
    """30 steps give 30 losses, and the last is lower than the first."""
    needs_package(answer, "gpytorch")
    losses = answer.run(train, *sines(), 30)["losses"]
    assert_same(losses, torch.zeros(30, dtype=torch.float64), atol=torch.inf)
    first, last = float(losses[0]), float(losses[-1])
    assert last < first - 0.1, f"the loss went from {first:.4f} to {last:.4f} in 30 steps; it should fall by 0.3"


@hint("model.eval() and likelihood.eval() at the end: then the model is ready to predict.")
def test_ends_in_evaluation_mode(answer):
    """Model and likelihood are in evaluation mode afterwards."""
    needs_package(answer, "gpytorch")
    assert answer.run(train, *sines(), 2)["training"] is False, "the model was left in training mode"
