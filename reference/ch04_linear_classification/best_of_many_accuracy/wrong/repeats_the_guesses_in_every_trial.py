"""Draws the guesses of the models once and only new labels in each trial, so that trials are not independent.

Fails: test_best_of_two_coin_flippers
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_models, num_test), generator=generator)
    return (guesses == labels).double().mean(2).amax(1)
