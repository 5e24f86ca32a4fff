"""Never clips the velocity, so that cars get faster than 0.07.

Fails: test_keeps_to_the_speed_limit
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
    x_new = x + v_new
    x_new = x_new.clamp(-1.2, 0.6)
    v_new = torch.where((x_new <= -1.2) & (v_new < 0), torch.zeros_like(v_new), v_new)
    reward = torch.full_like(x, -1)
    terminated = x_new >= 0.5
    return torch.stack([x_new, v_new], dim=1), reward, terminated
