"""Returns the logarithms that the optimiser owns instead of the positive values.

Fails: test_finds_noise_and_length_scale_of_the_data
"""

import torch


def fit_gp_hyperparameters(x, y, lengthscale=0.4, amplitude=1.0, noise=0.5, num_steps=200, learning_rate=0.05):
    start = torch.tensor([lengthscale, amplitude, noise], dtype=torch.float64)
    if not (start > 0).all():
        raise ValueError("start values must be positive")
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
    l, a, s = logs.tolist()
    return {"lengthscale": l, "amplitude": a, "noise": s, "history": torch.tensor(history, dtype=torch.float64)}
