import torch
from torch import Tensor


def closest_local_kernel(weights: Tensor, delta: int) -> Tensor:
    """Find the kernel of the translation invariant, local layer that is closest to a dense layer.

    weights: (h, w, h, w), floating. Returns (2*delta+1, 2*delta+1) of the same dtype, offset (a, b) at
    [a + delta, b + delta]. Raises ValueError for another form and for a delta outside 0..min(h, w) - 1.
    """
    ### BEGIN SOLUTION
    h, w = weights.shape[:2]
    if weights.shape != (h, w, h, w):
        raise ValueError(f"weights must be of the form (h, w, h, w), not {tuple(weights.shape)}")
    if not 0 <= delta < min(h, w):
        raise ValueError(f"delta = {delta} does not fit into an image of {h}x{w}")
    offsets = range(-delta, delta + 1)
    entries = [weights.diagonal(a, 0, 2).diagonal(b, 0, 1).mean() for a in offsets for b in offsets]
    return torch.stack(entries).reshape(2 * delta + 1, 2 * delta + 1)
    ### END SOLUTION
