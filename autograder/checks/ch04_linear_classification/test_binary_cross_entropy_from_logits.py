import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("The loss of one entry is log(1 + exp(z)) - y z; average over the entries.")
def test_follows_the_definition(answer):
    """The loss is the mean of -[y log s(z) + (1 - y) log(1 - s(z))] over the entries."""
    logits, targets = torch.tensor([0.0, math.log(3.0), -math.log(4.0)]), torch.tensor([1.0, 1.0, 0.0])
    losses = [math.log(2), math.log(4 / 3), math.log(5 / 4)]  # probabilities 1/2, 3/4 and 4/5 of the labels
    want = torch.tensor(sum(losses) / 3)
    guesses = {
        "It looks as if the losses were added up; their mean was asked for.": want * 3,
        "It looks as if the sign is wrong: the loss is minus the log probability.": -want,
        "It looks as if the term of class 0 was left out; both labels contribute.": torch.tensor(
            sum(losses[:2]) / 3
        ),
    }
    assert_same(answer.binary_cross_entropy_from_logits(logits, targets), want, guesses=guesses)


@hint("Where z = 0 both classes have probability 1/2.")
def test_logit_zero_costs_log_two(answer):
    """Logits of 0 give log 2 for any targets, in any shape."""
    targets = torch.tensor([[0.0, 1.0, 0.3], [0.5, 0.0, 1.0]])
    got = answer.binary_cross_entropy_from_logits(torch.zeros(2, 3), targets)
    assert_same(got, torch.tensor(math.log(2)))


@hint("A target is a probability: compare the targets with 0 and 1.")
def test_rejects_a_target_of_two(answer):
    """A target of 2 raises ValueError."""
    good = (torch.zeros(2), torch.tensor([0.0, 1.0]))
    bad = torch.tensor([0.0, 2.0])
    assert_raises(ValueError, answer.binary_cross_entropy_from_logits, torch.zeros(2), bad, accepts=good)
