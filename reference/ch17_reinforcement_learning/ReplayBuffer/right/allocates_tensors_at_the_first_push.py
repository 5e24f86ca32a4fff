"""Keeps five tensors with a ring index and indexes them with a random permutation."""

import torch


class ReplayBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity, self.pushed = capacity, 0

    def push(self, state, action, reward, next_state, terminated):
        if self.pushed == 0:
            self.states = state.new_empty(self.capacity, *state.shape)
            self.next_states = torch.empty_like(self.states)
            self.rewards = state.new_empty(self.capacity)
            self.actions = torch.empty(self.capacity, dtype=torch.int64)
            self.terminated = torch.empty(self.capacity, dtype=torch.bool)
        i = self.pushed % self.capacity
        self.states[i], self.next_states[i] = state, next_state
        self.actions[i], self.rewards[i], self.terminated[i] = action, reward, terminated
        self.pushed += 1

    def sample(self, batch_size, generator):
        if batch_size > len(self):
            raise ValueError("not enough transitions")
        i = torch.randperm(len(self), generator=generator)[:batch_size]
        return self.states[i], self.actions[i], self.rewards[i], self.next_states[i], self.terminated[i]

    def __len__(self):
        return min(self.pushed, self.capacity)
