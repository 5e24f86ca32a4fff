import torch
from torch import Tensor


def policy_evaluation(
    transition: Tensor,
    reward: Tensor,
    policy: Tensor,
    gamma: float,
    tol: float = 1e-10,
    max_iterations: int = 10000,
) -> Tensor:
    """Return the expected discounted return from each state under a stochastic policy.

    transition: (S, A, S). reward, policy: (S, A); rows of policy sum to one. Returns (S,) in their dtype.
    Raises ValueError for gamma outside [0, 1), shapes that do not fit, and rows that are no distribution.
    """
    ### BEGIN SOLUTION
    if not 0 <= gamma < 1:
        raise ValueError(f"gamma should lie in [0, 1), not {gamma}")
    if reward.ndim != 2 or policy.shape != reward.shape or transition.shape != reward.shape + reward.shape[:1]:
        raise ValueError("shapes should be (S, A, S), (S, A) and (S, A)")
    if (policy < 0).any() or ((policy.sum(1) - 1).abs() > 1e-6).any():
        raise ValueError("each row of policy should be a probability distribution")
    r = (policy * reward).sum(1)
    P = torch.einsum("sa,sat->st", policy, transition)
    return torch.linalg.solve(torch.eye(len(r)).to(P) - gamma * P, r)
    ### END SOLUTION
