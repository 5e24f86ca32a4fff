"""Calls an epsilon-greedy function and an update that returns a new table each time."""

import torch


def draw_action(q_values, epsilon, generator):
    best = (q_values == q_values.amax(1, keepdim=True)).to(torch.float64)
    greedy = best / best.sum(1, keepdim=True)
    probabilities = (1 - epsilon) * greedy + epsilon / q_values.shape[1]
    return torch.multinomial(probabilities, 1, generator=generator).squeeze(1)


def updated(q, state, action, reward, next_state, terminated, alpha, gamma):
    target = reward + (0.0 if terminated else gamma * q[next_state].max().item())
    q = q.clone()
    q[state, action] = (1 - alpha) * q[state, action] + alpha * target
    return q


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    q = torch.zeros(num_states, num_actions, dtype=torch.float64)
    if q_init is not None:
        if q_init.shape != q.shape:
            raise ValueError("shape")
        q = q_init.detach().to(torch.float64)
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            action = draw_action(q[state : state + 1], epsilon, generator).item()
            next_state, reward, terminated = step(state, action)
            q = updated(q, state, action, reward, next_state, terminated, alpha, gamma)
            state = next_state
            if terminated:
                break
    return q
