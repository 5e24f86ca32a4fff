"""Keeps the table as a NumPy array and breaks ties with the order of a random permutation."""

import numpy as np
import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is None:
        q_init = torch.zeros(num_states, num_actions)
    if q_init.shape != torch.Size([num_states, num_actions]):
        raise ValueError("q_init must be (num_states, num_actions)")
    table = q_init.detach().double().numpy().copy()
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            order = torch.randperm(num_actions, generator=generator).numpy()
            explore = torch.rand((), generator=generator) < epsilon
            action = int(order[0] if explore else order[np.argmax(table[state, order])])
            next_state, reward, terminated = step(state, action)
            target = reward if terminated else reward + gamma * table[next_state].max()
            table[state, action] = np.interp(alpha, [0, 1], [table[state, action], target])
            if terminated:
                break
            state = next_state
    return torch.from_numpy(table)
