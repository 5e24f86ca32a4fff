import math

import torch

from autograder.toolkit import assert_same, hint


@hint("Add -log of the label's probability over the valid positions alone, and divide once, by their number.")
def test_averages_over_the_valid_tokens(answer):
    """Valid labels with the probabilities 1/2, 1/4 and 1/8 cost log 2, 2 log 2 and 3 log 2: 2 log 2 on average."""
    # Lengths 2 and 1; the fourth label stands in the padding and has the probability 1/16.
    probabilities = torch.tensor(
        [[[1 / 2, 1 / 4, 1 / 4], [1 / 2, 1 / 4, 1 / 4]], [[1 / 8, 1 / 8, 3 / 4], [15 / 32, 1 / 16, 15 / 32]]]
    )
    labels, valid_len = torch.tensor([[0, 1], [0, 1]]), torch.tensor([2, 1])
    log_2 = math.log(2)
    guesses = {
        "It looks as if the sum was divided by all n * T positions instead of the valid ones.": 6 / 4 * log_2,
        "It looks as if each sequence was averaged first, then the sequences.": 2.25 * log_2,
        "It looks as if the padded position counts, too.": 2.5 * log_2,
        "It looks as if the losses were added up; their mean was expected.": 6 * log_2,
    }
    guesses = {text: torch.tensor(value) for text, value in guesses.items()}
    got = answer.masked_sequence_loss(probabilities.log(), labels, valid_len)
    assert_same(got, torch.tensor(2 * log_2), guesses=guesses)


@hint("Divide by valid_len.sum(), the number of valid tokens.")
def test_equal_logits_give_log_v(answer):
    """With equal logits for ten tokens every batch costs log 10, whatever its lengths are."""
    labels = torch.arange(12).reshape(3, 4) % 10
    for lengths in ([4, 4, 4], [1, 3, 2], [0, 0, 1]):
        got = answer.masked_sequence_loss(torch.full((3, 4, 10), 0.5), labels, torch.tensor(lengths))
        assert_same(got, torch.tensor(math.log(10)))


@hint(
    "A sequence of length 0 has no valid position: it adds nothing to the sum, and nothing to the number of tokens."
)
def test_an_empty_sequence_has_no_influence(answer):
    """Of the lengths 4, 2 and 0 the third adds nothing: the other two sequences alone have the same loss."""
    logits = torch.tensor([0.0, 1.0, 2.0, 3.0]).reshape(1, 4, 1) * torch.tensor([1.0, -1.0, 0.5])
    logits = torch.cat([logits, logits + 1, 7 * logits])
    labels = torch.tensor([[0, 1, 2, 0], [1, 2, 0, 0], [1, 1, 1, 1]])
    # log(e^t + e^-t + e^(t/2)) less the logit of the label, at the four places of row 0 and the first two of row 1.
    logsumexp = [math.log(math.exp(t) + math.exp(-t) + math.exp(t / 2)) for t in (0, 1, 2, 3, 0, 1)]
    want = (sum(logsumexp) - (0 - 1 + 1 + 3 + 0 + 0.5)) / 6
    got = answer.masked_sequence_loss(logits, labels, torch.tensor([4, 2, 0]))
    assert_same(got, torch.tensor(want), rtol=1e-5)
