import torch
from torch import Tensor
from torch.nn import functional as F


def dqn_loss(
    q_values: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_q_values: Tensor,
    terminated: Tensor,
    gamma: float,
    next_q_online: Tensor | None = None,
) -> Tensor:
    """Return the mean Huber loss of a minibatch of transitions, double Q-learning if next_q_online is given.

    q_values, next_q_values, next_q_online: (N, A); actions, rewards, terminated: (N,). Returns a scalar.
    Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    judge = next_q_values if next_q_online is None else next_q_online
    if not q_values.shape == next_q_values.shape == judge.shape:
        raise ValueError("q_values, next_q_values and next_q_online need the same shape")
    if not q_values.shape[:1] == actions.shape == rewards.shape == terminated.shape:
        raise ValueError("actions, rewards and terminated need one entry per row of q_values")
    rows = torch.arange(len(actions), device=actions.device)
    best = next_q_values[rows, judge.argmax(1)].detach()
    target = rewards + gamma * best * ~terminated
    return F.smooth_l1_loss(q_values[rows, actions], target)
    ### END SOLUTION
