import torch
from torch import Tensor


def fit_gp_hyperparameters(
    x: Tensor,
    y: Tensor,
    lengthscale: float = 0.4,
    amplitude: float = 1.0,
    noise: float = 0.5,
    num_steps: int = 200,
    learning_rate: float = 0.05,
) -> dict:
    """Maximise the log marginal likelihood of an RBF Gaussian process by Adam, its hyperparameters kept positive.

    x: (n,) or (n, d). y: (n,). Returns floats lengthscale, amplitude, noise after the last step, and history
    (num_steps,), the value before each step. Raises ValueError for a start value that is not positive.
    """
    ### BEGIN SOLUTION
    start = torch.tensor([lengthscale, amplitude, noise], dtype=torch.float64)
    if not (start > 0).all():
        raise ValueError("length scale, amplitude and noise must start above 0")
    logs = start.log().requires_grad_()
    optimizer = torch.optim.Adam([logs], lr=learning_rate)
    history = []
    for _ in range(num_steps):
        l, a, s = logs.exp()
        value = gp_log_marginal_likelihood(y, rbf_kernel(x, x, l, a), s)
        optimizer.zero_grad()
        (-value).backward()
        optimizer.step()
        history.append(value.item())
    l, a, s = logs.exp().tolist()
    history = torch.tensor(history, dtype=torch.float64)
    return {"lengthscale": l, "amplitude": a, "noise": s, "history": history}
    ### END SOLUTION
