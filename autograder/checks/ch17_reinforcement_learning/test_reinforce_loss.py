import torch

from autograder.toolkit import assert_same, hint


@hint("Pick the log-probability of the action taken in each row, weigh it with the return, take minus the mean.")
def test_computes_two_rows_by_hand(answer):
    """Actions of probability 1/4 and 1/2 with returns 2 and 1 cost (2 log 4 + log 2) / 2."""
    logits = torch.tensor([[1.0, 3.0], [2.0, 2.0]], dtype=torch.float64).log()
    actions, returns = torch.tensor([0, 1]), torch.tensor([2.0, 1.0], dtype=torch.float64)
    log_2 = 0.6931471805599453
    want = torch.tensor((2 * 2 * log_2 + log_2) / 2, dtype=torch.float64)
    guesses = {
        "It looks as if probabilities were weighed instead of their logarithms.": torch.tensor(
            -(2 / 4 + 1 / 2) / 2
        ),
        "It looks as if the sum were not divided by N.": 2 * want,
    }
    guesses = {said: value.double() for said, value in guesses.items()}
    assert_same(answer.reinforce_loss(logits, actions, returns), want, guesses=guesses)


@hint("Subtract the baseline from the returns before they weigh the log-probabilities.")
def test_subtracts_the_baseline(answer):
    """A baseline equal to the returns leaves a loss of zero; one of 1 leaves log 4 / 2 of the two rows."""
    logits = torch.tensor([[1.0, 3.0], [2.0, 2.0]]).log()
    actions, returns = torch.tensor([0, 1]), torch.tensor([2.0, 1.0])
    assert_same(answer.reinforce_loss(logits, actions, returns, returns.clone()), torch.tensor(0.0), atol=1e-7)
    for baseline in (1.0, torch.tensor(1.0)):
        loss = answer.reinforce_loss(logits, actions, returns, baseline)
        assert_same(loss, torch.tensor(0.6931472), saying="{got} with a baseline of 1; {want} was expected")
