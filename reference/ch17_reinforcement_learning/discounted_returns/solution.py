import torch
from torch import Tensor


def discounted_returns(rewards: Tensor, gamma: float, done: Tensor | None = None) -> Tensor:
    """Return the discounted sum of rewards from each step to the end of its episode.

    rewards: (T,) or (B, T), floating, T >= 1. done: bool, same shape, True at the last step of an episode.
    Returns the shape and dtype of rewards. Raises ValueError for gamma outside [0, 1] and other shapes.
    """
    ### BEGIN SOLUTION
    if not 0 <= gamma <= 1:
        raise ValueError(f"gamma should lie in [0, 1], not {gamma}")
    if rewards.ndim not in (1, 2) or (done is not None and done.shape != rewards.shape):
        raise ValueError("rewards should be (T,) or (B, T), and done of the same shape")
    returns = [rewards[..., -1]]
    for t in range(rewards.shape[-1] - 2, -1, -1):
        later = gamma * returns[-1]
        if done is not None:
            later = later * ~done[..., t]
        returns.append(rewards[..., t] + later)
    return torch.stack(returns[::-1], -1)
    ### END SOLUTION
