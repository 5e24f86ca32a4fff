"""Lists the rows and columns of the existing positions and gathers their weights with index tensors."""

import torch
from torch import Tensor


def closest_local_kernel(weights: Tensor, delta: int) -> Tensor:
    if weights.ndim != 4 or weights.shape[:2] != weights.shape[2:]:
        raise ValueError("weights must be (h, w, h, w)")
    h, w, _, _ = weights.shape
    if delta < 0 or delta >= h or delta >= w:
        raise ValueError("delta must be at least 0 and below h and w")
    rows = []
    for a in range(-delta, delta + 1):
        i = torch.arange(max(0, -a), min(h, h - a), device=weights.device)[:, None]
        row = []
        for b in range(-delta, delta + 1):
            j = torch.arange(max(0, -b), min(w, w - b), device=weights.device)[None, :]
            row.append(weights[i, j, i + a, j + b].mean())
        rows.append(torch.stack(row))
    return torch.stack(rows)
