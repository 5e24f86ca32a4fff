"""Makes float32 rewards, whatever the dtype of the states.

Fails: test_keeps_shape_and_dtype_of_states
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
        places = torch.randperm(len(self.memory), generator=generator)[:batch_size].tolist()
        s, a, r, n, t = zip(*(self.memory[i] for i in places))
        return torch.stack(s), torch.tensor(a), torch.tensor(r), torch.stack(n), torch.tensor(t)

    def __len__(self):
        return len(self.memory)
