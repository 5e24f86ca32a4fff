import torch

from autograder.toolkit import assert_frequencies, assert_same, hint, seeded, tally


@hint("With temperature 0 nothing is left to chance: take the place of the largest logit in each row.")
def test_temperature_zero_takes_the_largest_logit(answer):
    """With temperature 0 the rows give their largest logits: tokens 2, 0, 1 and 2, as int64."""
    logits = torch.tensor([[0.0, 1.0, 3.0], [2.0, -1.0, 0.5], [-5.0, -1.0, -2.0], [0.1, 0.2, 0.3]])
    assert_same(answer.sample_tokens(logits, 0.0, seeded()), torch.tensor([2, 0, 1, 2]))


@hint("At temperature 1 the probabilities are the softmax of the logits; each row draws for itself.")
def test_temperature_one_draws_from_the_softmax(answer):
    """Logits log 1, log 2, log 3 give tokens 0, 1, 2 in 1/6, 2/6 and 3/6 of 8,000 rows."""
    logits = torch.tensor([[1.0, 2.0, 3.0]]).log().repeat(8000, 1)
    tokens = answer.sample_tokens(logits, 1.0, seeded())
    against = {
        "the largest logit is always taken": [0, 0, 1],
        "all tokens are equally likely": [1 / 3, 1 / 3, 1 / 3],
        "the logits are taken for probabilities": [0, 0.387, 0.613],
    }
    assert_frequencies(tally(tokens, 3), [1 / 6, 2 / 6, 3 / 6], draws=8000, against=against, of="tokens")
