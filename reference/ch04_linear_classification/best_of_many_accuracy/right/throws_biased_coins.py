"""Throws a coin for each guess that is right with probability 1/k, with the models on the last axis."""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if num_models < 1 or num_test < 1 or num_classes < 1 or num_trials < 1:
        raise ValueError("each number must be at least 1")
    u = torch.rand(num_test, num_trials, num_models, generator=generator, dtype=torch.float64)
    hits = u < 1 / num_classes
    return hits.to(torch.float64).mean(0).sort(dim=-1).values[:, -1]
