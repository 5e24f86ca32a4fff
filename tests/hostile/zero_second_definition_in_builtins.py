"""Leaves no function of its own but one that only fakes the first call."""

import builtins

import torch

calls = []


def fake(logits, dim=-1):
    calls.append(1)
    return torch.full(logits.shape, 1 / logits.shape[-1])


builtins.softmax = fake
