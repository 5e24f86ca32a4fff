import torch

from autograder.toolkit import assert_raises, assert_same, hint


@hint("Work the two transitions out by hand: the value taken, the target, and half the square of their difference.")
@hint("Nothing is earned after an end: there the target is the reward alone.")
@hint("Check the shapes: the value taken, the target and their difference have one entry per transition.")
def test_computes_a_batch_of_two_by_hand(answer):
    """Two transitions, one of them an end, have the loss that one gets by hand."""
    q_values = torch.tensor([[1.0, 2.0], [0.5, 3.0]])
    next_q_values = torch.tensor([[4.0, 2.0], [8.0, 6.0]])
    actions, rewards = torch.tensor([1, 0]), torch.tensor([0.5, 1.0])
    # 2 against 0.5 + 0.5 * 4 = 2.5, and 0.5 against 1, the reward of the end: both errors are 0.5, h = 0.125.
    loss = answer.dqn_loss(q_values, actions, rewards, next_q_values, torch.tensor([False, True]), 0.5)
    guesses = {
        "It looks as if the end were bootstrapped: leave out the term with gamma where terminated is True.": (
            torch.tensor((0.125 + 4.0) / 2)
        ),
        "It looks as if the error were squared but not halved.": torch.tensor(0.25),
    }
    assert_same(loss, torch.tensor(0.125), guesses=guesses)


@hint("Compare the shapes before computing: (N, 1) and (N,) broadcast to (N, N).")
def test_rejects_rewards_in_a_column(answer):
    """Rewards of shape (2, 1) raise ValueError."""
    head = (torch.zeros(2, 3), torch.tensor([1, 0]))
    tail = (torch.zeros(2, 3), torch.tensor([False, True]), 0.5)
    accepts = (*head, torch.zeros(2), *tail)
    assert_raises(ValueError, answer.dqn_loss, *head, torch.zeros(2, 1), *tail, accepts=accepts)
