import math

import torch

from autograder.toolkit import assert_same, hint, needs_package, seeded


def sines(n=30, seed=None):
    """Return n points of [0, 5] and values of sin(x) + sin(4 x) / 2 there, with noise 0.25."""
    generator = seeded(seed)
    x = (5 * torch.rand(n, dtype=torch.float64, generator=generator)).sort().values
    noise = 0.25 * torch.randn(n, dtype=torch.float64, generator=generator)
    return x, torch.sin(x) + 0.5 * torch.sin(4 * x) + noise


def loss_of(x, y, lengthscale, outputscale, noise_variance):
    """Return minus the log marginal likelihood per observation, from scratch."""
    k = outputscale * torch.exp(-((x.unsqueeze(1) - x) ** 2) / (2 * lengthscale**2))
    L = torch.linalg.cholesky(k + noise_variance * torch.eye(len(x), dtype=x.dtype))
    w = torch.linalg.solve_triangular(L, y.unsqueeze(1), upper=False)
    return ((w**2).sum() / 2 + L.diagonal().log().sum()) / len(y) + math.log(2 * math.pi) / 2


def from_scratch(x, y, num_steps, learning_rate):
    """Return the losses of Adam on three numbers that go through a softplus, the noise variance above 1e-4."""
    raw = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    adam = torch.optim.Adam([raw], lr=learning_rate)
    losses = []
    for _ in range(num_steps):
        l, scale, variance = torch.nn.functional.softplus(raw)
        loss = loss_of(x, y, l, scale, variance + 1e-4)
        adam.zero_grad()
        loss.backward()
        adam.step()
        losses.append(loss.detach())
    return torch.stack(losses)


def train(answer, x, y, num_steps, learning_rate, evaluating=False):
    """Train a new model; return losses and what became of it (runs beside the student's code)."""
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
    if evaluating:
        model.eval()
        likelihood.eval()
    losses = answer.train_exact_gp(model, likelihood, x, y, num_steps=num_steps, learning_rate=learning_rate)
    found = [model.kernel.base_kernel.lengthscale, model.kernel.outputscale, likelihood.noise]
    return {
        "losses": losses,
        "graph": getattr(losses, "requires_grad", None),
        "found": [float(value) for value in found],
    }


@hint("The marginal likelihood is that of the prior, which model(train_x) gives in training mode only.")
def test_first_loss_is_that_of_the_prior(answer):
    """The first loss is minus the log marginal likelihood of the start, divided by n."""
    needs_package(answer, "gpytorch")
    x, y = sines()
    losses = answer.run(train, x, y, 2, 0.1)["losses"]
    assert_same(losses, torch.zeros(2, dtype=torch.float64), atol=torch.inf)
    start = math.log(2)
    want = loss_of(x, y, start, start, start + 1e-4)
    guesses = {
        "It looks as if the log likelihood was kept without the minus sign.": -want,
        "It looks as if the loss was multiplied by n; the library divides by it.": 30 * want,
    }
    assert_same(
        losses[0], want, rtol=0, atol=1e-4, guesses=guesses, saying="a first loss of {got}; {want} was expected"
    )


@hint("zero_grad in every step, and all three parameters in the optimiser, the noise of the likelihood too.")
def test_takes_the_steps_of_adam(answer):
    """Twelve losses are those of Adam on length scale, output scale and noise, computed from scratch."""
    needs_package(answer, "gpytorch")
    x, y = sines()
    losses = answer.run(train, x, y, 12, 0.2)["losses"]
    say = "a loss of {got} on the way; {want} was expected"
    assert_same(losses, from_scratch(x, y, 12, 0.2), rtol=0, atol=1e-4, saying=say)


@hint("The noise belongs to the likelihood and must be learned as well.")
def test_comes_near_the_best_hyperparameters(answer):
    """On the sine data, 100 steps end within 0.02 of the lowest loss per observation, in less than 3 seconds."""
    needs_package(answer, "gpytorch")
    x, y = sines(50, seed=1)
    for _ in range(2):  # a busy machine gets a second chance
        before = answer.cpu_seconds()
        found = answer.run(train, x, y, 100, 0.1)["found"]
        seconds = answer.cpu_seconds() - before
        if seconds < 3:
            break
    loss = float(loss_of(x, y, *found))
    best = 17.1552 / 50
    assert loss < best + 0.02, f"100 steps ended at a loss of {loss:.4f} per observation; the lowest is {best:.4f}"
    assert seconds < 3, f"100 steps took {seconds:.1f} seconds; 3 are allowed"


@hint("Switch model and likelihood to training mode before the first loss.")
def test_trains_a_model_left_in_evaluation_mode(answer):
    """A model that comes in evaluation mode is trained all the same."""
    needs_package(answer, "gpytorch")
    x, y = sines()
    losses = answer.run(train, x, y, 4, 0.1, True)["losses"]
    assert_same(
        losses, from_scratch(x, y, 4, 0.1), rtol=0, atol=1e-4, saying="a loss of {got}; {want} was expected"
    )


@hint("loss.item() is a number; a stack of losses keeps every step's graph. Give the result the dtype of train_y.")
def test_losses_are_detached_in_the_dtype_of_the_data(answer):
    """The losses carry no graph, and are float32 for float32 data."""
    needs_package(answer, "gpytorch")
    x, y = sines()
    result = answer.run(train, x.float(), y.float(), 2, 0.1)
    assert_same(result["losses"], from_scratch(x, y, 2, 0.1).float(), rtol=0, atol=2e-3)
    assert result["graph"] is False, "the losses require grad: they keep the graph of every step"
