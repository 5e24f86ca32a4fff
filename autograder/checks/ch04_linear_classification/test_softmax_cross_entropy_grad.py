import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Two equal logits give probabilities 1/2 and 1/2; the true class has 1 taken off its own.")
def test_pulls_towards_the_true_class(answer):
    """One example of class 0 with two equal logits has the derivatives -1/2 and 1/2."""
    got = answer.softmax_cross_entropy_grad(torch.tensor([[0.7, 0.7]]), torch.tensor([0]))
    want = torch.tensor([[-0.5, 0.5]])
    guesses = {"It looks as if the sign is wrong: raising the logit of the true class lowers the loss.": -want}
    assert_same(got, want, guesses=guesses)


@hint("Each row is (probabilities minus one-hot vector) divided by the number of examples.")
def test_averages_over_the_examples(answer):
    """Two examples with probabilities known by hand each contribute one half of their own gradient."""
    logits = torch.tensor([[0.0, 0.0, 0.0, 0.0], [1.0, 2.0, 3.0, 4.0]])
    logits[1] = logits[1].log()
    probabilities = torch.tensor([[0.25, 0.25, 0.25, 0.25], [0.1, 0.2, 0.3, 0.4]])
    target = torch.tensor([[0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0]])
    guesses = {
        "It looks as if nothing was divided by n: the loss is a mean over the batch.": probabilities - target,
        "It looks as if only the one-hot part was divided by n: divide the whole difference.": (
            probabilities - target / 2
        ),
        "It looks as if only the softmax was divided by n: divide the whole difference.": probabilities / 2
        - target,
        "It looks as if you divided by all n * k logits: the loss is a mean over the n examples.": (
            (probabilities - target) / 8
        ),
    }
    got = answer.softmax_cross_entropy_grad(logits, torch.tensor([1, 3]))
    assert_same(got, (probabilities - target) / 2, guesses=guesses)


@hint("Probabilities sum to 1 and so does a one-hot vector: their difference sums to 0, along the classes.")
def test_rows_sum_to_zero(answer):
    """The derivatives of each example add up to 0: a constant added to its logits changes no loss."""
    generator = seeded()
    logits = torch.randn(6, 4, generator=generator, dtype=torch.float64)
    labels = torch.randint(4, (6,), generator=generator)
    got = answer.softmax_cross_entropy_grad(logits, labels)
    assert_same(got, torch.zeros_like(logits), atol=torch.inf)  # the shape
    assert_same(
        got.sum(1),
        torch.zeros(6, dtype=torch.float64),
        saying="a row that sums to {got}; each row should sum to {want}",
    )
