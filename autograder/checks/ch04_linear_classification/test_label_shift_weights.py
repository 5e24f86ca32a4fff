import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Solve confusion @ p = prediction_freq for p, then divide by source_freq.")
def test_two_classes_by_hand(answer):
    """Predictions (0.55, 0.45) of this classifier come from equally frequent classes, and weights are p / q."""
    confusion = torch.tensor([[0.9, 0.2], [0.1, 0.8]], dtype=torch.float64)
    mu, q = torch.tensor([[0.55, 0.45], [0.25, 0.75]], dtype=torch.float64)
    got = answer.label_shift_weights(confusion, mu, q)
    half, weights = torch.tensor([[0.5, 0.5], [2.0, 2 / 3]], dtype=torch.float64)
    assert_same(got, (half, weights), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    turned = torch.linalg.solve(confusion.T, mu)
    guesses = {
        "It looks as if prediction_freq itself was returned: undo the confusions first.": mu,
        "It looks as if the system with the transposed matrix was solved.": turned,
        "It looks as if the system with the transposed matrix was solved. ": turned / turned.sum(),
        "It looks as if confusion was multiplied with instead of being solved for.": confusion @ mu,
    }
    assert_same(got[0], half, saying="p with an entry {got} where {want} was expected", guesses=guesses)
    guesses = {"It looks as if the ratio is turned over: target over source.": q / half}
    assert_same(got[1], weights, saying="a weight of {got} where {want} was expected", guesses=guesses)


@hint("Two classes that are confused in the same way cannot be told apart: look at the rank before you solve.")
def test_rejects_two_equal_columns(answer):
    """A confusion matrix with two equal columns raises ValueError."""
    mu = torch.tensor([0.6, 0.4], dtype=torch.float64)
    flat = torch.tensor([[0.6, 0.6], [0.4, 0.4]], dtype=torch.float64)
    good = (torch.eye(2, dtype=torch.float64), mu, mu)
    assert_raises(ValueError, answer.label_shift_weights, flat, mu, mu, accepts=good)
