"""Calls the earlier exercise for each update."""

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
    if q_init is None:
        Q = torch.zeros(num_states, num_actions, dtype=torch.float64)
    else:
        if q_init.shape != (num_states, num_actions):
            raise ValueError("q_init")
        Q = q_init.detach().double().clone()
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            if torch.rand((), generator=generator).item() < epsilon:
                action = int(torch.randint(num_actions, (), generator=generator))
            else:
                best = (Q[state] == Q[state].max()).nonzero().flatten()
                action = int(best[torch.randint(len(best), (), generator=generator)])
            next_state, reward, terminated = step(state, action)
            Q = q_learning_update(Q, state, action, reward, next_state, terminated, alpha, gamma)
            if terminated:
                break
            state = next_state
    return Q
