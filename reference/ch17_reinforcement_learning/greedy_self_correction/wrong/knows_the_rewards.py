"""Chooses the action that truly pays most, although a learner sees only its own estimates.

Fails: test_an_underestimate_is_never_noticed
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history = q_init.clone(), [q_init]
    a = int(rewards.argmax())
    for _ in range(num_steps):
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
    return torch.stack(history), torch.full((num_steps,), a)
