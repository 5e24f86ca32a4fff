"""Takes the last of several equal actions where the one with the lowest index was asked for.

Fails: test_follows_three_steps_by_hand
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history, actions = q_init.clone(), [q_init], []
    for _ in range(num_steps):
        a = int((Q == Q.max()).nonzero()[-1])
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
