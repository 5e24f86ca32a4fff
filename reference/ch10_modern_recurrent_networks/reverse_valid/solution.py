import torch
from torch import Tensor


def reverse_valid(X: Tensor, lengths: Tensor) -> Tensor:
    """Reverse the first lengths[i] steps of each row i of X, and leave the padding in place.

    X: (n, T, ...), lengths: (n,), int64. Returns a tensor like X. Raises ValueError if lengths are not n numbers
    from 0 to T.
    """
    ### BEGIN SOLUTION
    n, T = X.shape[:2]
    if lengths.shape != (n,):
        raise ValueError(f"lengths have the shape {tuple(lengths.shape)}; ({n},) was expected")
    if ((lengths < 0) | (lengths > T)).any():
        raise ValueError(f"lengths must lie between 0 and {T}")
    steps = torch.arange(T, device=X.device)
    ends = lengths[:, None]
    source = torch.where(steps < ends, ends - 1 - steps, steps)
    return X[torch.arange(n, device=X.device)[:, None], source]
    ### END SOLUTION
