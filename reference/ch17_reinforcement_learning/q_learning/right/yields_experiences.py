"""Yields one experience at a time from a generator function and learns from it before the next."""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    shape = (num_states, num_actions)
    if q_init is not None and q_init.shape != shape:
        raise ValueError(f"q_init should have shape {shape}")
    Q = torch.zeros(shape, dtype=torch.float64)
    if q_init is not None:
        Q.copy_(q_init.detach())

    def choose(state):
        explore, *noise = torch.rand(1 + num_actions, generator=generator, dtype=torch.float64).tolist()
        values = [0.0] * num_actions if explore < epsilon else Q[state].tolist()
        return max(range(num_actions), key=lambda a: (values[a], noise[a]))

    def experience():
        for _ in range(num_episodes):
            state, steps_left, terminated = reset(), max_steps, False
            while steps_left > 0 and not terminated:
                action = choose(state)
                next_state, reward, terminated = step(state, action)
                yield state, action, reward, next_state, terminated
                state, steps_left = next_state, steps_left - 1

    for state, action, reward, next_state, terminated in experience():
        future = 0.0 if terminated else gamma * Q[next_state].max().item()
        Q[state, action] = torch.lerp(Q[state, action], torch.tensor(reward + future, dtype=torch.float64), alpha)
    return Q
