import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Reward, plus gamma times the average of values over the next state, which is the last axis of transition.")
def test_looks_one_step_ahead(answer):
    """Two states with two actions each have the values worked out by hand."""
    transition = torch.tensor([[[1.0, 0.0], [0.25, 0.75]], [[0.5, 0.5], [0.0, 1.0]]])
    reward, values = torch.tensor([[1.0, 0.0], [0.0, -2.0]]), torch.tensor([4.0, 8.0])
    guesses = {
        "It looks as if the reward was discounted too; gamma multiplies only what comes afterwards.": torch.tensor(
            [[2.5, 3.5], [3.0, 3.0]]
        ),
        "It looks as if gamma was left out.": torch.tensor([[5.0, 7.0], [6.0, 6.0]]),
        "It looks as if the sum ran over the present state; the last axis of transition is the next "
        "one.": torch.tensor([[5.0, 2.0], [1.0, 3.5]]),
        "It looks as if the value of the present state was taken; the action leads to the next one.": torch.tensor(
            [[3.0, 2.0], [4.0, 2.0]]
        ),
        "It looks as if the best of the next states was taken; where the action leads is up to chance, so "
        "average.": torch.tensor([[3.0, 4.0], [4.0, 2.0]]),
    }
    want = torch.tensor([[3.0, 3.5], [3.0, 2.0]])
    assert_same(answer.action_values(transition, reward, values, 0.5), want, guesses=guesses)


@hint("The last axis of transition disappears; states and actions stay where they are.")
def test_gives_one_value_per_state_and_action(answer):
    """With five states and three actions the result has shape (5, 3): each reward, plus what is sure to come."""
    reward = torch.randn(5, 3, generator=seeded())
    got = answer.action_values(torch.full((5, 3, 5), 0.2), reward, torch.full((5,), 4.0), 0.5)
    assert_same(got, reward + 2, atol=1e-5)
