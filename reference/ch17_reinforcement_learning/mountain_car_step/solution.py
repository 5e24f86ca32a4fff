import torch
from torch import Tensor


def mountain_car_step(state: Tensor, action: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Move every car of a batch by one step.

    state: (B, 2), floating, position and velocity. action: (B,), int64, 0 left, 1 none, 2 right.
    Returns next_state (B, 2) and reward (B,) in the dtype of state, and terminated (B,), bool.
    Raises ValueError for other shapes and other actions.
    """
    ### BEGIN SOLUTION
    if action.ndim != 1 or state.shape != (len(action), 2):
        raise ValueError("state should be (B, 2) and action (B,)")
    if ((action < 0) | (action > 2)).any():
        raise ValueError("actions are 0, 1 and 2")
    position, velocity = state.unbind(1)
    velocity = (velocity + 0.001 * (action - 1) - 0.0025 * torch.cos(3 * position)).clamp(-0.07, 0.07)
    position = (position + velocity).clamp(-1.2, 0.6)
    velocity = torch.where(position > -1.2, velocity, 0.0)
    return torch.stack([position, velocity], 1), -torch.ones_like(position), position >= 0.5
    ### END SOLUTION
