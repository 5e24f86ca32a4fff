"""Draws with replacement, so that a transition may come twice in a sample.

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
        places = torch.randint(len(self.memory), (batch_size,), generator=generator).tolist()
        s, a, r, n, t = zip(*(self.memory[i] for i in places))
        return torch.stack(s), torch.tensor(a), torch.tensor(r, dtype=s[0].dtype), torch.stack(n), torch.tensor(t)

    def __len__(self):
        return len(self.memory)
