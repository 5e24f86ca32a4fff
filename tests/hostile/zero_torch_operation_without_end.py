"""Hangs inside one operation of torch, where Python does not run."""

import torch


def softmax(logits, dim=-1):
    with torch.no_grad():
        big = torch.ones(6000, 6000, dtype=torch.float64)
        while bool(big.isfinite().all()) or True:
            big = torch.linalg.matrix_power(big, 10**9)
    return big
