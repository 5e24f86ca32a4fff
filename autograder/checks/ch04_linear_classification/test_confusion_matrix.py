import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Count the pairs (prediction, label) first; then divide each column by the number of examples of its class.")
def test_five_examples_by_hand(answer):
    """Entry [i, j] is the fraction of the examples of true class j that were predicted as i."""
    predictions = torch.tensor([0, 0, 1, 1, 1])
    labels = torch.tensor([0, 0, 0, 0, 1])
    want = torch.tensor([[0.5, 0.0], [0.5, 1.0]], dtype=torch.float64)
    guesses = {
        "It looks as if rows and columns are exchanged: columns are the true classes here.": want.T,
        "It looks as if the counts have the true classes on the rows; predictions belong there.": torch.tensor(
            [[1.0, 2 / 3], [0.0, 1 / 3]], dtype=torch.float64
        ),
        "It looks as if counts were divided by n; each column has its own number of examples.": torch.tensor(
            [[0.4, 0.0], [0.4, 0.2]], dtype=torch.float64
        ),
        "It looks as if rows were divided by their sums; a column is the distribution, for one true class.": (
            torch.tensor([[1.0, 0.0], [2 / 3, 1 / 3]], dtype=torch.float64)
        ),
        "It looks as if the counts were not divided.": torch.tensor([[2.0, 0.0], [2.0, 1.0]], dtype=torch.float64),
    }
    assert_same(answer.confusion_matrix(predictions, labels, 2), want, guesses=guesses)


@hint("Compare labels with 0 and num_classes before you count.")
def test_rejects_a_label_that_is_too_large(answer):
    """A label of num_classes raises ValueError."""
    predictions = torch.tensor([0, 1])
    good = (predictions, torch.tensor([1, 1]), 2)
    assert_raises(ValueError, answer.confusion_matrix, predictions, torch.tensor([1, 2]), 2, accepts=good)
