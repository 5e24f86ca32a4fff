"""How near each comparison of a check came to its tolerance, for the authors' gate."""

import math

import torch

margins: list[float] = []
"""The worst distance over tolerance of each comparison in the current check; whoever runs checks clears it."""


def record(ratio: float) -> None:
    """Note one comparison: at most 1 where it passed, above 1 or infinite where it failed."""
    margins.append(math.inf if math.isnan(ratio) else ratio)


def record_worst(distance: torch.Tensor, tolerance: torch.Tensor | float) -> None:
    """Note the largest ratio of distance to tolerance over all elements.

    A distance of nan counts as infinite, and any distance but 0 is infinite where the tolerance is 0. Nothing is
    noted for a tensor without elements.
    """
    if distance.numel():
        far = distance.nan_to_num(nan=math.inf, posinf=math.inf)
        record(float((far / tolerance).nan_to_num(nan=0.0, posinf=math.inf).max()))
