"""Puts the new entry into a copy with index_put."""

import torch


def q_learning_update(q, state, action, reward, next_state, terminated, alpha, gamma):
    if alpha > 1 or alpha < 0:
        raise ValueError("alpha")
    future = q[next_state].amax() * (0.0 if terminated else gamma)
    entry = torch.lerp(q[state, action], reward + future, alpha)
    return q.index_put((torch.tensor(state), torch.tensor(action)), entry)
