import torch
from torch import Generator, Tensor


def epsilon_greedy(q_values: Tensor, epsilon: float, generator: Generator) -> Tensor:
    """Choose an action per row: any with probability epsilon, otherwise one of the best.

    q_values: (B, A), floating. Returns (B,), int64.
    Raises ValueError for epsilon outside [0, 1] or q_values without two axes.
    """
    ### BEGIN SOLUTION
    if q_values.dim() != 2:
        raise ValueError(f"q_values has shape {tuple(q_values.shape)}; two axes were expected")
    if not 0 <= epsilon <= 1:
        raise ValueError(f"epsilon is {epsilon}; it must lie between 0 and 1")
    coin = torch.rand(len(q_values), 1, generator=generator, device=q_values.device)
    best = q_values == q_values.amax(1, keepdim=True)
    weights = (best | (coin < epsilon)).float()
    return torch.multinomial(weights, 1, generator=generator).squeeze(1)
    ### END SOLUTION
