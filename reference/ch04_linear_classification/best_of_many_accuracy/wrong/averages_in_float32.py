"""Averages in float32 and converts at the end, so that only seven digits of the float64 result are right.

Fails: test_gives_one_accuracy_per_trial
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test), generator=generator)
    return (guesses == labels).float().mean(2).amax(1).double()
