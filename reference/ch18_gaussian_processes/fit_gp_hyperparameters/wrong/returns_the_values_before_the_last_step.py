"""Returns the values that the last step started from.

Fails: test_history_is_before_and_the_values_are_after_the_steps
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
        before = l.item(), a.item(), s.item()
        value = gp_log_marginal_likelihood(y, rbf_kernel(x, x, l, a), s)
        optimizer.zero_grad()
        (-value).backward()
        optimizer.step()
        history.append(value.item())
    l, a, s = before if num_steps else start.tolist()
    return {"lengthscale": l, "amplitude": a, "noise": s, "history": torch.tensor(history, dtype=torch.float64)}
