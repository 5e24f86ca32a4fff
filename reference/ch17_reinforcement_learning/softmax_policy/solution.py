import torch
from torch import Tensor


def softmax_policy(q_values: Tensor, temperature: float) -> Tensor:
    """Return the probabilities of Boltzmann exploration.

    q_values: (..., A), floating. Returns the same shape and dtype; the last axis sums to one.
    Raises ValueError unless temperature is positive.
    """
    ### BEGIN SOLUTION
    if temperature <= 0:
        raise ValueError(f"temperature is {temperature}; it must be positive")
    return torch.softmax(q_values / temperature, dim=-1)
    ### END SOLUTION
