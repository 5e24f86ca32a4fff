"""Lets a guess be right with probability 1/2 whatever the number of classes; among k classes it is 1/k.

Fails: test_guesses_among_all_classes
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    hits = torch.rand(num_trials, num_models, num_test, generator=generator) < 0.5
    return hits.double().mean(2).amax(1)
