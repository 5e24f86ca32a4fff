"""Keeps the estimates in Python lists and makes tensors at the end."""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, r = q_init.tolist(), rewards.tolist()
    history, actions = [list(Q)], []
    for _ in range(num_steps):
        a = Q.index(max(Q))
        Q[a] = (1 - alpha) * Q[a] + alpha * r[a]
        history.append(list(Q))
        actions.append(a)
    return torch.tensor(history, dtype=q_init.dtype), torch.tensor(actions, dtype=torch.int64)
