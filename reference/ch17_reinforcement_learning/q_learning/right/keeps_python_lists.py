"""Keeps the table as lists of floats and draws random numbers in blocks."""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is None:
        q = [[0.0] * num_actions for _ in range(num_states)]
    else:
        if tuple(q_init.shape) != (num_states, num_actions):
            raise ValueError("q_init")
        q = q_init.detach().double().tolist()

    def uniforms():
        while True:
            yield from torch.rand(1024, generator=generator, dtype=torch.float64).tolist()

    draws = uniforms()
    for _ in range(num_episodes):
        state, steps, terminated = reset(), 0, False
        while not terminated and steps < max_steps:
            row = q[state]
            if next(draws) < epsilon:
                choices = range(num_actions)
            else:
                largest = max(row)
                choices = [a for a, value in enumerate(row) if value == largest]
            action = choices[int(next(draws) * len(choices))]
            next_state, reward, terminated = step(state, action)
            future = 0.0 if terminated else max(q[next_state])
            row[action] = (1 - alpha) * row[action] + alpha * (reward + gamma * future)
            state, steps = next_state, steps + 1
    return torch.tensor(q, dtype=torch.float64)
