from collections import deque

import torch
from torch import Generator, Tensor


class ReplayBuffer:
    """Remember the last transitions, and hand out random minibatches of them."""

    def __init__(self, capacity: int) -> None:
        """Start empty. Raises ValueError for a capacity below 1."""
        ### BEGIN SOLUTION
        if capacity < 1:
            raise ValueError(f"capacity is {capacity}; it must be at least 1")
        self.memory = deque(maxlen=capacity)
        ### END SOLUTION

    def push(self, state: Tensor, action: int, reward: float, next_state: Tensor, terminated: bool) -> None:
        """Store a copy of a transition, in place of the oldest one if the buffer is full."""
        ### BEGIN SOLUTION
        self.memory.append((state.clone(), action, reward, next_state.clone(), terminated))
        ### END SOLUTION

    def sample(self, batch_size: int, generator: Generator) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Draw different transitions uniformly: states, actions (int64), rewards, next states, terminated (bool).

        Raises ValueError if fewer than batch_size are stored.
        """
        ### BEGIN SOLUTION
        if batch_size > len(self):
            raise ValueError(f"{batch_size} transitions were asked for and {len(self)} are stored")
        places = torch.randperm(len(self), generator=generator)[:batch_size]
        states, actions, rewards, next_states, terminated = zip(*[self.memory[i] for i in places], strict=True)
        states = torch.stack(states)
        rewards = torch.tensor(rewards, dtype=states.dtype)
        return states, torch.tensor(actions), rewards, torch.stack(next_states), torch.tensor(terminated)
        ### END SOLUTION

    def __len__(self) -> int:
        """Return the number of transitions stored."""
        ### BEGIN SOLUTION
        return len(self.memory)
        ### END SOLUTION
