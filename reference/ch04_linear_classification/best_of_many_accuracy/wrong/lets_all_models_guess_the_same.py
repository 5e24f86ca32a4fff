"""Draws the guesses once for all models, so that there is no best one among them.

Fails: test_best_of_two_coin_flippers
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_test), generator=generator)
    accuracy = (guesses == labels).double().mean(1)
    return accuracy.expand(num_models, num_trials).amax(0)
