"""Breaks ties by taking the first maximum in a random order of the actions."""

import torch


def q_learning(
    reset, step, num_states, num_actions, num_episodes, alpha, gamma, epsilon, max_steps, generator, q_init=None
):
    Q = torch.zeros((num_states, num_actions), dtype=torch.float64)
    if q_init is not None:
        if list(q_init.shape) != [num_states, num_actions]:
            raise ValueError(f"expected {(num_states, num_actions)}")
        Q.copy_(q_init.detach())
    episode = 0
    while episode < num_episodes:
        episode += 1
        s = reset()
        t = 0
        while t < max_steps:
            t += 1
            order = torch.randperm(num_actions, generator=generator)
            explore = torch.rand((), generator=generator).item() < epsilon
            a = int(order[0]) if explore else int(order[Q[s][order].argmax()])
            s_next, r, done = step(s, a)
            bootstrap = 0.0 if done else gamma * float(Q[s_next].max())
            Q[s, a] += alpha * (r + bootstrap - Q[s, a])
            if done:
                break
            s = s_next
    return Q
