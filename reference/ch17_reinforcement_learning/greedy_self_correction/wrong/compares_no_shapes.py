"""Never compares the shapes of q_init and rewards, so that actions without a reward go unnoticed.

Fails: test_rejects_shapes_that_differ
"""

import torch


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    Q, history, actions = q_init.clone(), [q_init], []
    for _ in range(num_steps):
        a = int(Q.argmax())
        Q[a] += alpha * (rewards[a] - Q[a])
        history.append(Q.clone())
        actions.append(a)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
