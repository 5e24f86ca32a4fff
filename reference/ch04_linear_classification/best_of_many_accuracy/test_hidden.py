from math import comb

import torch

from autograder.toolkit import (
    assert_frequencies,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
    tally,
)


def hits_of_the_best(answer, num_models, num_test, num_classes, num_trials):
    """Return how many examples the best model got right in each trial, after a look at the form of the result."""
    best = answer.best_of_many_accuracy(num_models, num_test, num_classes, num_trials, seeded())
    assert_same(best, torch.zeros(num_trials, dtype=torch.float64), atol=torch.inf)
    hits = (best * num_test).round().clamp(0, num_test)
    say = "an accuracy of {got} on " + f"{num_test} examples; the nearest possible one is {{want}}"
    assert_same(best, hits / num_test, saying=say)
    return hits.long()


def law_of_the_best(num_models, num_test, chance):
    """Return the probabilities of 0, 1, ..., num_test hits of the best of num_models independent guessers."""
    single = [comb(num_test, i) * chance**i * (1 - chance) ** (num_test - i) for i in range(num_test + 1)]
    at_most = [min(1.0, sum(single[: i + 1])) ** num_models for i in range(num_test + 1)]
    at_most[-1] = 1.0
    return [after - before for before, after in zip([0.0, *at_most[:-1]], at_most, strict=True)]


@hint("Fifty models guess: the maximum over them lies near 0.66 although every one of them has accuracy 0.5.")
def test_follows_the_law_of_the_largest_of_fifty(answer):
    """The best of 50 coin flippers on 50 examples follows the exact law of the largest of 50 binomials."""
    hits = hits_of_the_best(answer, 50, 50, 2, 1000)
    assert_frequencies(
        tally(hits, 51),
        law_of_the_best(50, 50, 0.5),
        draws=1000,
        against={
            "all models guess the same, or only one of them is looked at": law_of_the_best(1, 50, 0.5),
            "every model gives one guess for all examples": [0.0] * 50 + [1.0],
        },
        names=[f"{i} hits" for i in range(51)],
        of="trials",
        setting="num_models=50, num_test=50, num_classes=2",
    )


@hint("A guess among k classes is right with probability 1/k.")
def test_guesses_among_all_classes(answer):
    """The best of 20 guessers among 10 classes on 100 examples follows the exact law."""
    hits = hits_of_the_best(answer, 20, 100, 10, 1000)
    assert_frequencies(
        tally(hits, 101),
        law_of_the_best(20, 100, 0.1),
        draws=1000,
        against={
            "a guess is right with probability 1/2 whatever the number of classes": law_of_the_best(20, 100, 0.5),
            "all models guess the same, or only one of them is looked at": law_of_the_best(1, 100, 0.1),
        },
        names=[f"{i} hits" for i in range(101)],
        of="trials",
        setting="num_models=20, num_test=100, num_classes=10",
    )


@hint("With one class there is nothing to guess: randint(1, ...) and a hit of probability 1/1 agree.")
def test_one_class_is_always_right(answer):
    """With a single class every guess is right."""
    assert_same(answer.best_of_many_accuracy(3, 4, 1, 5, seeded()), torch.ones(5, dtype=torch.float64))


def accuracies(answer, *generators):
    """Return the results of calls in a row, one for each generator (runs beside the student's code)."""
    return [answer.best_of_many_accuracy(3, 40, 2, 30, generator) for generator in generators]


def call_twice(answer, generator):
    return accuracies(answer, generator, generator)


@hint("Give generator=generator to every random call; seed nothing yourself.")
def test_the_generator_decides(answer):
    """The same seed gives the same result; another seed and a second call with the same generator give others."""
    first, second = answer.run(call_twice, seeded(1))
    again, other = (answer.run(call_twice, seeded(seed))[0] for seed in (1, 2))
    assert_same(first, torch.zeros(30, dtype=torch.float64), atol=torch.inf)
    assert torch.equal(first, again), "two generators of the same seed gave different accuracies."
    assert not torch.equal(first, other), "generators of different seeds gave the same 30 accuracies."
    assert not torch.equal(first, second), "two calls in a row with one generator gave the same 30 accuracies."


def touched(answer, generator):
    """Return which global random states a call changes (runs beside the student's code)."""
    import random

    import numpy

    def states():
        return {
            "torch": torch.get_rng_state().tolist(),
            "NumPy": str(numpy.random.get_state()),
            "Python": str(random.getstate()),
        }

    before = states()
    answer.best_of_many_accuracy(3, 4, 2, 5, generator)
    after = states()
    return [name for name in before if before[name] != after[name]]


@hint("Every random call takes generator=generator; torch.manual_seed changes the state that all others draw from.")
def test_leaves_the_global_random_state_alone(answer):
    """The global random states of torch, NumPy and Python are untouched."""
    names = answer.run(touched, seeded())
    assert not names, f"best_of_many_accuracy changed the global random state of {names[0]}."


@hint("Draw all trials at once: give the tensors an axis for them.")
def test_uses_no_loop_over_trials_or_examples(answer):
    """The number of tensor operations grows neither with the number of trials nor with that of test examples."""
    function = answer.best_of_many_accuracy
    few = (3, 4, 2, 5, seeded())
    assert_vectorised(function, small=few, large=(3, 4, 2, 80, seeded()), over="trials", python=True)
    assert_vectorised(function, small=few, large=(3, 64, 2, 5, seeded()), over="test examples", python=True)


@hint("Compare the smallest of the four numbers with 1.")
def test_rejects_what_is_below_one(answer):
    """Each of the four numbers raises ValueError when it is 0, and when it is -1."""
    for place in range(4):
        for wrong in (0, -1):
            numbers = [2, 5, 2, 3]
            numbers[place] = wrong
            good = (2, 5, 2, 3, seeded(0))
            assert_raises(ValueError, answer.best_of_many_accuracy, *numbers, seeded(0), accepts=good)
