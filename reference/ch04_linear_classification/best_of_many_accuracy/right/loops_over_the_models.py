"""Loops over the models and keeps the running maximum."""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    for number in (num_models, num_test, num_classes, num_trials):
        if number <= 0:
            raise ValueError("each number must be at least 1")
    labels = torch.randint(0, num_classes, (num_trials, num_test), generator=generator)
    best = torch.zeros(num_trials, dtype=torch.float64)
    for _ in range(num_models):
        guesses = torch.randint(0, num_classes, (num_trials, num_test), generator=generator)
        hits = (guesses == labels).sum(1)
        best = torch.maximum(best, hits / torch.tensor(num_test, dtype=torch.float64))
    return best
