import torch

from autograder.toolkit import assert_frequencies, assert_raises, assert_same, hint, seeded, tally


def hits_of_the_best(answer, num_models, num_test, num_classes, num_trials):
    """Return how many examples the best model got right in each trial, after a look at the form of the result."""
    best = answer.best_of_many_accuracy(num_models, num_test, num_classes, num_trials, seeded())
    assert_same(best, torch.zeros(num_trials, dtype=torch.float64), atol=torch.inf)
    hits = (best * num_test).round()
    guesses = {"It looks as if hits were counted and not divided by num_test.": hits / num_test**2}
    say = "an accuracy of {got} on " + f"{num_test} examples; the nearest possible one is {{want}}"
    assert_same(best, hits.clamp(0, num_test) / num_test, saying=say, guesses=guesses)
    return hits.long()


@hint("Draw guesses for every model in every trial, and take the maximum over the models.")
def test_best_of_two_coin_flippers(answer):
    """With two classes and one example, the better of two guessers is right in three of four trials."""
    hits = hits_of_the_best(answer, 2, 1, 2, 400)
    assert_frequencies(
        tally(hits, 2),
        [0.25, 0.75],
        draws=400,
        against={
            "all models guess the same, or one of them is kept whatever it scores": [0.5, 0.5],
            "the worst model is kept": [0.75, 0.25],
            "every trial has the same guesses": [0.0, 1.0],
        },
        names=("wrong", "right"),
        of="trials",
        setting="num_models=2, num_test=1, num_classes=2",
    )


@hint("One number per trial: the average runs over the examples, the maximum over the models.")
def test_gives_one_accuracy_per_trial(answer):
    """The result has one entry per trial, a multiple of 1 / num_test between 0 and 1."""
    hits_of_the_best(answer, 5, 7, 3, 11)


@hint("Compare the smallest of the four numbers with 1.")
def test_rejects_zero_models(answer):
    """num_models = 0 raises ValueError: no model is the best of none."""
    assert_raises(ValueError, answer.best_of_many_accuracy, 0, 5, 2, 3, seeded(0), accepts=(1, 5, 2, 3, seeded(0)))
