import torch
from torch import Tensor


def value_iteration(
    transition: Tensor, reward: Tensor, gamma: float, tol: float = 1e-10, max_iterations: int = 10000
) -> tuple[Tensor, Tensor, Tensor, int]:
    """Return values, action values, greedy policy and number of sweeps of synchronous value iteration.

    transition: (S, A, S). reward: (S, A). Returns V (S,) and Q (S, A) in their dtype, the policy (S,) int64, and k.
    Raises ValueError for gamma outside [0, 1], max_iterations < 1, and shapes that do not fit.
    """
    ### BEGIN SOLUTION
    if not 0 <= gamma <= 1 or max_iterations < 1:
        raise ValueError("gamma should lie in [0, 1], and max_iterations be at least 1")
    if reward.ndim != 2 or transition.shape != reward.shape + reward.shape[:1]:
        raise ValueError("transition should be (S, A, S) and reward (S, A)")
    V = torch.zeros_like(reward[:, 0])
    for k in range(1, max_iterations + 1):
        Q = reward + gamma * transition @ V
        V_old, V = V, Q.amax(1)
        if (V - V_old).abs().max() <= tol:
            break
    return V, Q, Q.argmax(1), k
    ### END SOLUTION
