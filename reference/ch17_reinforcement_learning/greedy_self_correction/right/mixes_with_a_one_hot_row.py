"""Makes a new tensor in each step, old estimates and rewards mixed by a one-hot row."""

import torch
from torch.nn import functional as F


def greedy_self_correction(q_init, rewards, alpha, num_steps):
    if len(q_init) != len(rewards):
        raise ValueError("q_init and rewards need the same length")
    rows, actions = [q_init.detach()], torch.zeros(num_steps, dtype=torch.long)
    for t in range(num_steps):
        actions[t] = rows[-1].argmax()
        taken = F.one_hot(actions[t], len(q_init)).to(q_init.dtype)
        rows.append(rows[-1] + alpha * taken * (rewards - rows[-1]))
    return torch.stack(rows), actions
