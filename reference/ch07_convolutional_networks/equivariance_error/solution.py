from collections.abc import Callable

import torch
from torch import Tensor


def equivariance_error(
    f: Callable[[Tensor], Tensor], X: Tensor, shift: tuple[int, int], mode: str = "equivariant"
) -> float:
    """Measure how much f(X) changes, beyond moving along, when the images move by shift (down, right).

    X: (n, c, h, w). Returns the largest absolute entry of f(S(X)) - S(f(X)) in mode "equivariant", f(S(X)) - f(X)
    in mode "invariant". Raises ValueError for another mode, and if f(X) has to move but is not (n, channels, h, w).
    """
    ### BEGIN SOLUTION
    if mode not in ("equivariant", "invariant"):
        raise ValueError(f"mode must be 'equivariant' or 'invariant', not {mode!r}")

    def move(images: Tensor) -> Tensor:
        return images.roll(shift, (2, 3))

    with torch.no_grad():
        want, got = f(X.clone()), f(move(X))
    if mode == "equivariant":
        if want.shape[2:] != X.shape[2:]:
            raise ValueError(f"f turned images of shape {tuple(X.shape)} into {tuple(want.shape)}")
        want = move(want)
    return (got - want).abs().max().item()
    ### END SOLUTION
