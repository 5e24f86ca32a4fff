"""Moves every estimate in every step, although only the action taken was paid.

Fails: test_moves_one_estimate_per_step
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history, actions = q_init, [q_init], []
    for _ in range(num_steps):
        actions.append(int(Q.argmax()))
        Q = Q + alpha * (rewards - Q)
        history.append(Q)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
