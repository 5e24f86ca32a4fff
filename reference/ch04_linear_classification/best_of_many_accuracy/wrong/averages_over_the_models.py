"""Averages over the models, although the temptation of a reused test set is to keep the best one.

Fails: test_best_of_two_coin_flippers
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test), generator=generator)
    return (guesses == labels).double().mean(dim=(1, 2))
