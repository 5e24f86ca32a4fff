"""Draws with multinomial from a row of weights, as small tensor operations."""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is None:
        Q = torch.zeros(num_states, num_actions, dtype=torch.float64)
    else:
        if tuple(q_init.shape) != (num_states, num_actions):
            raise ValueError(f"q_init has shape {tuple(q_init.shape)}")
        Q = q_init.detach().to(torch.float64, copy=True)
    for _ in range(num_episodes):
        state, terminated, steps = reset(), False, 0
        while not terminated and steps < max_steps:
            greedy = (Q[state] == Q[state].max()).double()
            weights = epsilon / num_actions + (1 - epsilon) * greedy / greedy.sum()
            action = torch.multinomial(weights, 1, generator=generator).item()
            next_state, reward, terminated = step(state, action)
            target = reward + gamma * Q[next_state].max() * (not terminated)
            Q[state, action] += alpha * (target - Q[state, action])
            state = next_state
            steps += 1
    return Q
