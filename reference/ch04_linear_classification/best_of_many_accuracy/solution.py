import torch
from torch import Tensor


def best_of_many_accuracy(
    num_models: int, num_test: int, num_classes: int, num_trials: int, generator: torch.Generator
) -> Tensor:
    """Score guessing classifiers on a shared test set and keep the best accuracy of each trial.

    Returns (num_trials,), float64. Raises ValueError for an argument below 1.
    """
    ### BEGIN SOLUTION
    if min(num_models, num_test, num_classes, num_trials) < 1:
        raise ValueError("models, examples, classes and trials: at least one of each is needed")
    labels = torch.randint(num_classes, (num_trials, 1, num_test), generator=generator)
    guesses = torch.randint(num_classes, (num_trials, num_models, num_test), generator=generator)
    return (guesses == labels).double().mean(dim=2).amax(dim=1)
    ### END SOLUTION
