"""Keeps the table as nested lists and loops over actions in plain Python."""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is None:
        Q = [[0.0] * num_actions for _ in range(num_states)]
    elif q_init.shape != (num_states, num_actions):
        raise ValueError("q_init has the wrong shape")
    else:
        Q = q_init.double().tolist()
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            if torch.rand(1, generator=generator).item() < epsilon:
                candidates = list(range(num_actions))
            else:
                best = max(Q[state])
                candidates = [a for a in range(num_actions) if Q[state][a] == best]
            action = candidates[int(torch.randint(len(candidates), (1,), generator=generator))]
            next_state, reward, terminated = step(state, action)
            target = reward
            if not terminated:
                target += gamma * max(Q[next_state])
            Q[state][action] = (1 - alpha) * Q[state][action] + alpha * target
            if terminated:
                break
            state = next_state
    return torch.tensor(Q, dtype=torch.float64)
