"""Simulates one trial after the other in a Python loop, which takes seconds where one operation would do.

Fails: test_uses_no_loop_over_trials_or_examples
"""

import torch


def best_of_many_accuracy(num_models, num_test, num_classes, num_trials, generator):
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("each number must be at least 1")
    best = []
    for _ in range(num_trials):
        labels = torch.randint(num_classes, (num_test,), generator=generator)
        guesses = torch.randint(num_classes, (num_models, num_test), generator=generator)
        best.append((guesses == labels).double().mean(1).max())
    return torch.stack(best)
