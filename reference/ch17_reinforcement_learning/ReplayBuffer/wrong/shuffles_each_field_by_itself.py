"""Shuffles each field by itself, so that rewards stand beside the wrong states.

Fails: test_draws_different_whole_transitions
"""

import torch


class ReplayBuffer:
    def __init__(self, capacity):
        if capacity < 1:
            raise ValueError("capacity must be at least 1")
        self.capacity, self.memory, self.pushed = capacity, [], 0

    def push(self, state, action, reward, next_state, terminated):
        entry = (state.clone(), action, reward, next_state.clone(), terminated)
        if len(self.memory) < self.capacity:
            self.memory.append(entry)
        else:
            self.memory[self.pushed % self.capacity] = entry
        self.pushed += 1

    def sample(self, batch_size, generator):
        if batch_size > len(self.memory):
            raise ValueError("not enough transitions")
        fields = []
        for field in zip(*self.memory):
            places = torch.randperm(len(field), generator=generator)[:batch_size].tolist()
            fields.append([field[i] for i in places])
        s, a, r, n, t = fields
        return torch.stack(s), torch.tensor(a), torch.tensor(r, dtype=s[0].dtype), torch.stack(n), torch.tensor(t)

    def __len__(self):
        return len(self.memory)
