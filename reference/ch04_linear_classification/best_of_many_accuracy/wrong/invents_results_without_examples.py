"""Checks the models alone, so that an empty test set gives nan instead of an error.

Fails: test_rejects_what_is_below_one
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if num_models < 1:
        raise ValueError("no models")
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test), generator=generator)
    return (guesses == labels).double().mean(2).amax(1)
