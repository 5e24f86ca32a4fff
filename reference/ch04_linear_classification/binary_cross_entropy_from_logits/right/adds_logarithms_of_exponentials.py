"""Uses logaddexp with a zero for log(1 + exp(z))."""

import torch
from torch import Tensor


def binary_cross_entropy_from_logits(logits: Tensor, targets: Tensor) -> Tensor:
    if logits.shape != targets.shape or not logits.numel():
        raise ValueError("shapes")
    if not torch.is_floating_point(targets):
        raise ValueError("integers")
    if not bool(torch.all((0 <= targets) & (targets <= 1))):
        raise ValueError("targets outside [0, 1]")
    losses = torch.logaddexp(logits, torch.zeros_like(logits)) - logits * targets.type_as(logits)
    return losses.sum() / losses.numel()
