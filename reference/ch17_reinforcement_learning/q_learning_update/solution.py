from torch import Tensor


def q_learning_update(
    q: Tensor, state: int, action: int, reward: float, next_state: int, terminated: bool, alpha: float, gamma: float
) -> Tensor:
    """Return the table after one step of Q-learning.

    q: (S, A), floating, left as it is. Returns a new table of the same dtype in which one entry differs.
    Raises ValueError for alpha outside [0, 1].
    """
    ### BEGIN SOLUTION
    if not 0 <= alpha <= 1:
        raise ValueError(f"alpha should lie in [0, 1], not {alpha}")
    future = 0 if terminated else gamma * q[next_state].max()
    new = q.clone()
    new[state, action] = (1 - alpha) * q[state, action] + alpha * (reward + future)
    return new
    ### END SOLUTION
