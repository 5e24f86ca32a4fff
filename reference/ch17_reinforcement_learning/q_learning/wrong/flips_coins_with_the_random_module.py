"""Draws from Python's random module instead of the generator, so a run cannot be repeated.

Fails: test_same_seed_gives_the_same_table
"""

import random

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
            if random.random() < epsilon:
                action = random.randrange(num_actions)
            else:
                best = (Q[state] == Q[state].max()).nonzero().flatten()
                action = random.choice(best.tolist())
            next_state, reward, terminated = step(state, action)
            target = reward + gamma * Q[next_state].max() * (not terminated)
            Q[state, action] += alpha * (target - Q[state, action])
            if terminated:
                break
            state = next_state
    return Q
