import torch
from torch import Tensor


def greedy_self_correction(q_init: Tensor, rewards: Tensor, alpha: float, num_steps: int) -> tuple[Tensor, Tensor]:
    """Follow the estimates of a learner that always takes the best-looking action.

    q_init, rewards: (A,), floating. Returns the estimates (num_steps + 1, A) and the actions (num_steps,), int64.
    Raises ValueError if the two shapes differ.
    """
    ### BEGIN SOLUTION
    if q_init.shape != rewards.shape:
        raise ValueError(f"q_init has shape {tuple(q_init.shape)}, rewards {tuple(rewards.shape)}")
    Q, actions = q_init.clone(), []
    history = [q_init]
    for _ in range(num_steps):
        action = int(Q.argmax())
        Q[action] += alpha * (rewards[action] - Q[action])
        history.append(Q.clone())
        actions.append(action)
    return torch.stack(history), torch.tensor(actions, dtype=torch.int64)
    ### END SOLUTION
