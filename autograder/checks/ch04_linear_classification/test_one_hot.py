import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Row i has num_classes entries: a 1 at labels[i], zeros everywhere else.")
def test_puts_a_single_one_at_the_label(answer):
    """Each label becomes a row of zeros with a single 1, at the label."""
    want = torch.tensor([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    assert_same(answer.one_hot(torch.tensor([0, 2, 1, 2]), 3), want)


@hint("With three classes the labels are 0, 1 and 2: compare them with num_classes before you index.")
def test_rejects_a_label_that_is_no_class(answer):
    """A label of num_classes or more raises ValueError."""
    assert_raises(ValueError, answer.one_hot, torch.tensor([0, 3]), 3, accepts=(torch.tensor([0, 2]), 3))
