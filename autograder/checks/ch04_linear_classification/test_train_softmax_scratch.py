import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded

# Three classes. In the first step every probability is 1/3, so that the gradient can be written down.
X = torch.tensor([[1.0, 0.0], [0.0, 2.0], [1.0, 1.0], [3.0, 0.0]])
Y = torch.tensor([0, 1, 2, 0])
DATA = (X, Y, X[:2], Y[:2])


@hint(
    "From zero, G = (1/k - one_hot(y)) / n: subtract lr X^T G from W, and lr times the sum of the rows of G from b."
)
def test_takes_one_step_on_all_examples(answer):
    """One epoch with batch_size = n gives W = lr X^T (one_hot(y) - 1/k) / n, and b likewise."""
    W, b, _ = answer.train_softmax_scratch(*DATA, 3, 0.6, 1, 4, seeded())
    # X^T (one_hot(y) - 1/3) is [[4, 0, 1] - 5/3, [0, 2, 1] - 1]; the classes occur 2, 1 and 1 times.
    want_W = 0.15 * torch.tensor([[7 / 3, -5 / 3, -2 / 3], [-1.0, 1.0, 0.0]])
    want_b = 0.15 * torch.tensor([2 / 3, -1 / 3, -1 / 3])
    guesses = {
        "It looks as if the gradient was summed, not averaged, here or in your softmax_cross_entropy_grad.": (
            4 * want_W
        ),
        "It looks as if the step goes up the gradient: subtract lr times it.": -want_W,
    }
    assert_same(W, want_W, guesses=guesses)
    guesses = {
        "It looks as if the rows of G were averaged for b: G is divided by n already, so add them.": want_b / 4
    }
    assert_same(b, want_b, saying="{got} in b; {want} was expected there", guesses=guesses)


@hint("Look at lr and batch_size first, before the loops.")
def test_rejects_steps_that_lead_nowhere(answer):
    """batch_size < 1 and lr <= 0 raise ValueError."""
    good = (*DATA, 3, 0.5, 1, 2, seeded())
    for lr, batch_size in ((0.5, 0), (0.5, -1), (0.0, 2), (-0.1, 2)):
        bad = (*DATA, 3, lr, 1, batch_size, seeded())
        assert_raises(ValueError, answer.train_softmax_scratch, *bad, accepts=good)
