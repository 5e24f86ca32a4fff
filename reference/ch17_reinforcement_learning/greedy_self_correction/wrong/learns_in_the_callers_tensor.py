"""Learns in q_init itself, so that the caller's first guess is lost.

Fails: test_leaves_its_arguments_alone
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    history, actions = [q_init.clone()], []
    for _ in range(num_steps):
        a = int(q_init.argmax())
        q_init[a] += alpha * (rewards[a] - q_init[a])
        history.append(q_init.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
