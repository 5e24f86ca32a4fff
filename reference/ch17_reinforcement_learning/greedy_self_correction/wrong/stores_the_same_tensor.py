"""Appends the same tensor in every step, so that all rows show the final estimates.

Fails: test_follows_three_steps_by_hand
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, actions = q_init.clone(), []
    history = [Q]
    for _ in range(num_steps):
        a = int(Q.argmax())
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q)
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
