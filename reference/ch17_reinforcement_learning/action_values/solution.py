from torch import Tensor


def action_values(transition: Tensor, reward: Tensor, values: Tensor, gamma: float) -> Tensor:
    """Return the value of each action if the next state is worth what values says.

    transition: (S, A, S). reward: (S, A). values: (S,). Returns (S, A) in their dtype.
    Raises ValueError for shapes that do not fit.
    """
    ### BEGIN SOLUTION
    if reward.ndim != 2 or values.shape != reward.shape[:1] or transition.shape != reward.shape + values.shape:
        raise ValueError("shapes should be (S, A, S), (S, A) and (S,)")
    return reward + gamma * transition @ values
    ### END SOLUTION
