"""Adds up the entries in a loop, each as the log-sum-exp of the pair (0, z) minus y z."""

import torch


def binary_cross_entropy_from_logits(logits, targets):
    if logits.shape != targets.shape or logits.numel() == 0:
        raise ValueError("shapes")
    if not targets.is_floating_point():
        raise ValueError("integers")
    total = 0.0
    for z, y in zip(logits.reshape(-1), targets.reshape(-1)):
        if not 0 <= y <= 1:
            raise ValueError("target outside [0, 1]")
        pair = torch.stack([torch.zeros_like(z), z])
        cost = -(
            y.to(z.dtype) * torch.log_softmax(pair, 0)[1] + (1 - y.to(z.dtype)) * torch.log_softmax(pair, 0)[0]
        )
        total = total + cost
    return total / logits.numel()
