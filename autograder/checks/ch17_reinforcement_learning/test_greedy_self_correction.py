import torch

from autograder.toolkit import assert_same, hint


@hint("Each row shows the estimates at its own time: store a copy, not the tensor that is changed later.")
@hint("The learner sees its estimates, not the rewards, and only the action it took tells it something.")
def test_follows_three_steps_by_hand(answer):
    """From estimates 3, 2, 0 with rewards 1, 2, 5 and α = 1/2, three steps give 2, 1.5 and no change."""
    history, actions = answer.greedy_self_correction(
        torch.tensor([3.0, 2.0, 0.0]), torch.tensor([1.0, 2.0, 5.0]), 0.5, 3
    )
    # 3 is best and falls to 2; now 2 and 2 are equal, the first is taken and falls to 1.5; 2 is paid 2 and stays.
    want = torch.tensor([[3.0, 2.0, 0.0], [2.0, 2.0, 0.0], [1.5, 2.0, 0.0], [1.5, 2.0, 0.0]])
    last = want[-1:].repeat(4, 1)
    guesses = {"It looks as if all rows were one and the same tensor: store a copy at each step.": last}
    assert_same(actions, torch.tensor([0, 0, 1]), saying="action {got} where {want} looks best")
    assert_same(history, want, guesses=guesses)


def test_without_steps_nothing_happens(answer):
    """With num_steps = 0 the history is q_init alone, and no action is taken."""
    history, actions = answer.greedy_self_correction(torch.tensor([3.0, 2.0]), torch.tensor([1.0, 2.0]), 0.5, 0)
    assert_same(history, torch.tensor([[3.0, 2.0]]))
    assert_same(actions, torch.empty(0, dtype=torch.int64))
