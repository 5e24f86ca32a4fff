"""Draws the number of hits of each model from a binomial."""

import torch
from torch import Tensor


def best_of_many_accuracy(
    num_models: int, num_test: int, num_classes: int, num_trials: int, generator: torch.Generator
) -> Tensor:
    if any(number < 1 for number in (num_models, num_test, num_classes, num_trials)):
        raise ValueError("too few")
    tries = torch.full((num_models, num_trials), float(num_test), dtype=torch.float64)
    chance = torch.full_like(tries, 1 / num_classes)
    hits = torch.binomial(tries, chance, generator=generator)
    return hits.max(dim=0).values / num_test
