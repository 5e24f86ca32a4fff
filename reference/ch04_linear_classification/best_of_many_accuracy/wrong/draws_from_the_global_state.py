"""Draws from torch's global random state instead of the generator, so that nobody can repeat the result.

Fails: test_leaves_the_global_random_state_alone
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    labels = torch.randint(num_classes, (num_trials, 1, num_test))
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test))
    return (guesses == labels).double().mean(2).amax(1)
