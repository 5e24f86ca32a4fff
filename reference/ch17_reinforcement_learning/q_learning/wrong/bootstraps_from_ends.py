"""Adds the value of the next state even where the episode has ended.

Fails: test_an_end_has_no_future
"""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    if q_init is not None and q_init.shape != (num_states, num_actions):
        raise ValueError("q_init has the wrong shape")
    Q = (
        torch.zeros(num_states, num_actions, dtype=torch.float64)
        if q_init is None
        else q_init.detach().double().clone()
    )
    for _ in range(num_episodes):
        state = reset()
        for t in range(max_steps):
            if torch.rand(1, generator=generator).item() < epsilon:
                action = torch.randint(num_actions, (1,), generator=generator).item()
            else:
                best = (Q[state] == Q[state].max()).nonzero().flatten()
                action = best[torch.randint(len(best), (1,), generator=generator)].item()
            next_state, reward, terminated = step(state, action)
            target = reward + gamma * Q[next_state].max()
            Q[state, action] += alpha * (target - Q[state, action])
            if terminated:
                break
            state = next_state
    return Q
