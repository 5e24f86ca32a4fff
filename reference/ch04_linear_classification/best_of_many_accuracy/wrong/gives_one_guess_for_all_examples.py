"""Draws one guess per model and uses it for all examples of the test set.

Fails: test_follows_the_law_of_the_largest_of_fifty
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, 1, 1), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_models, 1), generator=generator)
    hits = (guesses == labels).expand(num_trials, num_models, num_test)
    return hits.double().mean(2).amax(1)
