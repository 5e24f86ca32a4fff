"""Makes a tensor of the list of actions without a dtype, which is floating when there were no steps.

Fails: test_without_steps_nothing_happens
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if q_init.shape != rewards.shape:
        raise ValueError("shapes differ")
    Q, history, actions = q_init.clone(), [q_init], []
    for _ in range(num_steps):
        a = int(Q.argmax())
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions)
