"""Takes the quantile from the inverse error function of the level itself."""

import torch
from torch import Tensor


def credible_band(
    mean: Tensor, variance: Tensor, noise: float | None = None, level: float = 0.95
) -> tuple[Tensor, Tensor]:
    if not (0 < level < 1):
        raise ValueError(f"level {level}")
    if mean.size() != variance.size() or float(variance.min()) < 0:
        raise ValueError("mean and variance do not fit")
    z = float(torch.erfinv(torch.tensor(level, dtype=torch.float64))) * 2**0.5
    sd = (variance + (noise or 0.0) ** 2) ** 0.5
    return mean - z * sd, mean + z * sd
