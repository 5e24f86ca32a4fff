import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Divide the number of rows whose largest entry stands at the label by the number of rows.")
def test_is_the_fraction_of_hits(answer):
    """Of four examples, three with the largest logit at their label, 0.75 are right."""
    logits = torch.tensor([[2.0, 1.0, 0.0], [-1.0, 0.0, -3.0], [0.0, 0.5, 4.0], [1.0, 3.0, 2.0]])
    assert_same(answer.classification_accuracy(logits, torch.tensor([0, 1, 2, 2])), 0.75)


@hint("0 hits of 0 labels is no fraction: look at labels.numel() first.")
def test_has_no_accuracy_without_labels(answer):
    """No labels at all raise ValueError."""
    empty = (torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64))
    good = (torch.tensor([[1.0, 2.0, 0.0]]), torch.tensor([1]))
    assert_raises(ValueError, answer.classification_accuracy, *empty, accepts=good)
