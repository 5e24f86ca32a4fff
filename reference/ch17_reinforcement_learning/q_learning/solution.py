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
    """Learn the table of action values from episodes of an environment.

    reset() gives a first state; step(state, action) gives next_state, reward, terminated.
    q_init: (num_states, num_actions), zeros if None. Returns that shape, float64.
    Raises ValueError for a q_init of another shape.
    """
    ### BEGIN SOLUTION
    Q = torch.zeros(num_states, num_actions, dtype=torch.float64)
    if q_init is not None:
        if q_init.shape != Q.shape:
            raise ValueError(f"q_init has shape {tuple(q_init.shape)}, not {tuple(Q.shape)}")
        Q += q_init.detach()
    for _ in range(num_episodes):
        state = reset()
        for _ in range(max_steps):
            explore = torch.rand((), generator=generator) < epsilon
            best = Q[state] == Q[state].max()
            action = int(torch.multinomial((best | explore).double(), 1, generator=generator))
            next_state, reward, terminated = step(state, action)
            target = reward if terminated else reward + gamma * Q[next_state].max()
            Q[state, action] = (1 - alpha) * Q[state, action] + alpha * target
            if terminated:
                break
            state = next_state
    return Q
    ### END SOLUTION
