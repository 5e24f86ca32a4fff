from statistics import NormalDist

from torch import Tensor


def credible_band(
    mean: Tensor, variance: Tensor, noise: float | None = None, level: float = 0.95
) -> tuple[Tensor, Tensor]:
    """Compute the central interval that holds probability level, of f or of a new observation.

    mean, variance: of one shape. noise: standard deviation of a new observation, None for f itself.
    Returns lower and upper end, each of that shape.
    Raises ValueError for a level outside (0, 1), a negative variance or different shapes.
    """
    ### BEGIN SOLUTION
    if mean.shape != variance.shape:
        raise ValueError(f"mean of shape {tuple(mean.shape)}, variance of shape {tuple(variance.shape)}")
    if not 0 < level < 1 or (variance < 0).any():
        raise ValueError("level must lie between 0 and 1, and no variance below 0")
    if noise is not None:
        variance = variance + noise**2
    half = NormalDist().inv_cdf((1 + level) / 2) * variance.sqrt()
    return mean - half, mean + half
    ### END SOLUTION
