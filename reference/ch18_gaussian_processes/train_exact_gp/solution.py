import torch
from torch import Tensor


def train_exact_gp(
    model: "gpytorch.models.ExactGP",
    likelihood: "gpytorch.likelihoods.GaussianLikelihood",
    train_x: Tensor,
    train_y: Tensor,
    num_steps: int = 50,
    learning_rate: float = 0.1,
) -> Tensor:
    """Fit all hyperparameters of an exact GPyTorch model by Adam on its marginal likelihood.

    likelihood: that of the model. train_x, train_y: the data of the model. Returns the losses (num_steps,) before
    each step; model and likelihood are left in evaluation mode.
    """
    import gpytorch

    ### BEGIN SOLUTION
    model.train()  # and its likelihood, a submodule
    mll = gpytorch.mlls.ExactMarginalLogLikelihood(likelihood, model)
    optimizer = torch.optim.Adam(model.parameters(), lr=learning_rate)
    losses = []
    for _ in range(num_steps):
        optimizer.zero_grad()
        loss = -mll(model(train_x), train_y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    model.eval()
    return torch.tensor(losses, dtype=train_y.dtype)
    ### END SOLUTION
