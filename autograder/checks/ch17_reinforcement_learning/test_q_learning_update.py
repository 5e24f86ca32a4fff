import torch

from autograder.toolkit import assert_pure, assert_same, hint


@hint(
    "The new entry is (1 - alpha) times the old one plus alpha times (reward + gamma times the best of next_state)."
)
def test_moves_one_entry_towards_its_target(answer):
    """One update of a 2×2 table gives the entry worked out by hand: 0.75 · 2 + 0.25 · (1 + 0.5 · 8) = 2.75."""
    q = torch.tensor([[5.0, 2.0], [8.0, 4.0]])
    wrong = {
        "It looks as if the target was subtracted; old value and target are averaged with positive weights.": 0.25,
        "It looks as if the maximum was taken over the row of the present state; the target looks at "
        "next_state.": 2.375,
        "It looks as if the next row was taken at the same action; the target asks for the best one.": 2.25,
        "It looks as if alpha and 1 - alpha were exchanged.": 4.25,
        "It looks as if gamma was left out.": 3.75,
        "It looks as if the old value kept its full weight: it counts 1 - alpha.": 3.25,
        "It looks as if the reward was discounted too.": 2.625,
        "It looks as if the next row was averaged; the target asks for the best action.": 2.5,
    }
    guesses = {clause: torch.tensor([[5.0, entry], [8.0, 4.0]]) for clause, entry in wrong.items()}
    want = torch.tensor([[5.0, 2.75], [8.0, 4.0]])
    assert_same(answer.q_learning_update(q, 0, 1, 1.0, 1, False, 0.25, 0.5), want, guesses=guesses)


@hint("Read from q, write into q.clone().")
def test_leaves_the_old_table_alone(answer):
    """The table that was passed in keeps its values."""
    q = torch.tensor([[5.0, 2.0], [8.0, 4.0]])
    assert_pure(answer.q_learning_update, q, 0, 1, 1.0, 1, False, 0.25, 0.5)
