"""Computes every entry of the table anew in each step, where one entry changes; that takes far too long.

Fails: test_takes_no_more_than_five_seconds
"""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is not None and q_init.shape != (num_states, num_actions):
        raise ValueError("q_init has the wrong shape")
    Q = torch.zeros(num_states, num_actions, dtype=torch.float64)
    if q_init is not None:
        Q = q_init.detach().double().clone()
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            if torch.rand(1, generator=generator).item() < epsilon:
                action = torch.randint(num_actions, (1,), generator=generator).item()
            else:
                best = (Q[state] == Q[state].max()).nonzero().flatten()
                action = best[torch.randint(len(best), (1,), generator=generator)].item()
            next_state, reward, terminated = step(state, action)
            target = reward + (0.0 if terminated else gamma * Q[next_state].max())
            new = torch.zeros_like(Q)
            for s in range(num_states):
                for a in range(num_actions):
                    rate = alpha * ((s, a) == (state, action))
                    new[s, a] = (1 - rate) * Q[s, a] + rate * target
            Q = new
            if terminated:
                break
            state = next_state
    return Q
