"""Chooses once, before learning, and never looks at its estimates again, so that disappointments teach nothing.

Fails: test_follows_three_steps_by_hand
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history = q_init.clone(), [q_init]
    a = int(Q.argmax())
    for _ in range(num_steps):
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
    return torch.stack(history), torch.full((num_steps,), a)
