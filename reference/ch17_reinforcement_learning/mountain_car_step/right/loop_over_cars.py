"""Moves one car after the other."""

import torch


def mountain_car_step(state, action):
    if state.ndim != 2 or state.shape[1] != 2 or tuple(action.shape) != (len(state),):
        raise ValueError("shapes")
    rows, rewards, ends = [], [], []
    for (x, v), a in zip(state, action):
        if int(a) not in (0, 1, 2):
            raise ValueError("action")
        push = (int(a) - 1) * 0.001
        v = torch.clip(v + push - torch.cos(x * 3) * 0.0025, -0.07, 0.07)
        x = torch.clip(x + v, -1.2, 0.6)
        if x.item() <= torch.tensor(-1.2, dtype=state.dtype).item() and v < 0:
            v = v * 0
        rows.append(torch.stack([x, v]))
        rewards.append(-1.0)
        ends.append(bool(x >= 0.5))
    return torch.stack(rows), torch.tensor(rewards, dtype=state.dtype), torch.tensor(ends)
