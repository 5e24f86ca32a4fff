"""Draws a seed from the generator for dice of its own, and keeps the table as nested lists."""

import random
from collections.abc import Callable

import torch
from torch import Generator, Tensor


def q_learning(
    reset: Callable[[], int],
    step: Callable[[int, int], tuple[int, float, bool]],
    num_states: int,
    num_actions: int,
    num_episodes: int,
    alpha: float,
    gamma: float,
    epsilon: float,
    max_steps: int,
    generator: Generator,
    q_init: Tensor | None = None,
) -> Tensor:
    if q_init is not None and tuple(q_init.shape) != (num_states, num_actions):
        raise ValueError("q_init")
    dice = random.Random(int(torch.randint(2**62, (1,), generator=generator)))
    Q = [[0.0] * num_actions for _ in range(num_states)] if q_init is None else q_init.detach().double().tolist()
    for _ in range(num_episodes):
        state, steps, terminated = reset(), 0, False
        while steps < max_steps and not terminated:
            row = Q[state]
            if dice.random() < epsilon:
                action = dice.randrange(num_actions)
            else:
                top = max(row)
                action = dice.choice([a for a, q in enumerate(row) if q == top])
            next_state, reward, terminated = step(state, action)
            target = reward if terminated else reward + gamma * max(Q[next_state])
            row[action] = (1 - alpha) * row[action] + alpha * target
            state, steps = next_state, steps + 1
    return torch.tensor(Q, dtype=torch.float64)
