"""Makes a new generator from the seed, so that a second call draws the same numbers again.

Fails: test_the_generator_decides
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    own = torch.Generator().manual_seed(generator.initial_seed())
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=own)
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test), generator=own)
    return (guesses == labels).double().mean(2).amax(1)
