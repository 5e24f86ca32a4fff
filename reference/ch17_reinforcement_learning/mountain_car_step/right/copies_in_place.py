"""Works in place on copies of the two columns."""

import torch


def mountain_car_step(state, action):
    if state.dim() != 2 or state.size(1) != 2 or action.shape != state.shape[:1]:
        raise ValueError("state (B, 2), action (B,)")
    if not torch.isin(action, torch.tensor([0, 1, 2])).all():
        raise ValueError("unknown action")
    velocity = state[:, 1].clone()
    velocity += 0.001 * (action - 1)
    velocity -= 0.0025 * torch.cos(3 * state[:, 0])
    velocity.clamp_(-0.07, 0.07)
    position = state[:, 0].clone()
    position += velocity
    position.clamp_(-1.2, 0.6)
    velocity = velocity.clone()
    velocity[(position == -1.2) & (velocity < 0)] = 0
    return torch.stack([position, velocity], 1), torch.full((len(state),), -1.0, dtype=state.dtype), position >= 0.5
