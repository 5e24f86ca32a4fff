"""Adds the best estimate to the target, although nothing is earned after an episode of one action.

Fails: test_an_overestimate_shrinks_step_by_step
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history, actions = q_init.clone(), [q_init], []
    for _ in range(num_steps):
        a = int(Q.argmax())
        Q[a] += alpha * (rewards[a] + 0.9 * Q.max() - Q[a])
        history.append(Q.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
