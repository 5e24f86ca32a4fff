"""Leaves out the estimates before the first step, so that the history is one row short.

Fails: test_follows_three_steps_by_hand
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history, actions = q_init.clone(), [], []
    for _ in range(num_steps):
        a = int(Q.argmax())
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
