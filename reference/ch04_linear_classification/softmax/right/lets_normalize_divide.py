"""Exponentiates the shifted logits and lets F.normalize divide by their 1-norm."""

import torch
import torch.nn.functional as F
from torch import Tensor


def softmax(logits: Tensor, dim: int = -1) -> Tensor:
    shifted = logits - torch.amax(logits, dim, keepdim=True).detach()
    return F.normalize(torch.exp(shifted), p=1.0, dim=dim)
