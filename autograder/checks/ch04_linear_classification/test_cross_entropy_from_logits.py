import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Each loss is log(sum of exp over the row) minus the logit of the true class; the mean divides by n alone.")
def test_follows_the_definition(answer):
    """The loss of an example is -log of the probability that softmax gives to its class, averaged over examples."""
    logits = torch.tensor([[0.0, 1.0, 2.0], [3.0, 0.0, 0.0]])
    labels = torch.tensor([2, 1])
    first = math.log(1 + math.e + math.e**2) - 2
    second = math.log(math.e**3 + 2)
    want = torch.tensor((first + second) / 2)
    guesses = {
        "It looks as if the sum was divided by all n * k logits; only the n true ones contribute.": want / 3,
        "It looks as if the losses were added up; the default is their mean.": want * 2,
        "It looks as if the sign is wrong: the loss is minus the log probability.": -want,
    }
    assert_same(answer.cross_entropy_from_logits(logits, labels), want, guesses=guesses)


@hint("With equal logits every class has probability 1/k: the loss is log k whatever the label.")
def test_equal_logits_give_log_k(answer):
    """Equal logits for k classes give every example the loss log k."""
    got = answer.cross_entropy_from_logits(torch.full((4, 5), 0.7), torch.tensor([0, 2, 4, 4]), "none")
    assert_same(got, torch.full((4,), math.log(5)))


@hint("Compare the labels with 0 and k before you index with them.")
def test_rejects_a_label_that_no_column_has(answer):
    """A label of k or more raises ValueError."""
    logits = torch.zeros(2, 3)
    good = (logits, torch.tensor([0, 2]))
    assert_raises(ValueError, answer.cross_entropy_from_logits, logits, torch.tensor([0, 3]), accepts=good)
