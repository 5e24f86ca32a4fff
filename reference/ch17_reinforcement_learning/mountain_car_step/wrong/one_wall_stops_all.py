"""Asks with any() whether a car is at the wall and then stops every car of the batch.

Fails: test_stops_at_the_left_wall
"""

import torch


def mountain_car_step(state, action):
    if state.dim() != 2 or state.shape[1] != 2:
        raise ValueError("state should be (B, 2)")
    if action.shape != (state.shape[0],):
        raise ValueError("one action per car")
    if action.min() < 0 or action.max() > 2:
        raise ValueError("actions are 0, 1, 2")
    x, v = state[:, 0], state[:, 1]
    v_new = v + 0.001 * (action - 1) - 0.0025 * torch.cos(3 * x)
    v_new = v_new.clamp(-0.07, 0.07)
    x_new = x + v_new
    x_new = x_new.clamp(-1.2, 0.6)
    if (x_new <= -1.2).any():
        v_new = torch.zeros_like(v_new)
    reward = torch.full_like(x, -1)
    terminated = x_new >= 0.5
    return torch.stack([x_new, v_new], dim=1), reward, terminated
