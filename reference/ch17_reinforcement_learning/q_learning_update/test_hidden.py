import torch

from autograder.toolkit import assert_gradients, assert_raises, assert_same, hint, seeded


def _table():
    return torch.randn(4, 3, generator=seeded(), dtype=torch.float64)


def _with(q, state, action, entry):
    """Return a copy of the table with another entry."""
    want = q.clone()
    want[state, action] = entry
    return want


@hint("Nothing is earned after the end of an episode.")
def test_an_end_has_no_future(answer):
    """Where the episode ended the target is the reward alone, whatever stands in the next row."""
    q = _table() + 5
    want = _with(q, 1, 2, 0.6 * q[1, 2] + 0.4 * 3.0)
    bootstrapped = _with(q, 1, 2, 0.6 * q[1, 2] + 0.4 * (3.0 + 0.9 * q[3].max()))
    guesses = {"It looks as if the value of the next state was added although the episode is over.": bootstrapped}
    assert_same(answer.q_learning_update(q, 1, 2, 3.0, 3, True, 0.4, 0.9), want, guesses=guesses)


@hint("The old value counts 1 - alpha, the target alpha.")
def test_alpha_zero_and_one_are_the_extremes(answer):
    """With α = 0 the table stays the same, with α = 1 the entry becomes its target; all others stay."""
    q = _table()
    assert_same(answer.q_learning_update(q, 2, 0, 1.5, 1, False, 0.0, 0.8), q)
    want = _with(q, 2, 0, 1.5 + 0.8 * q[1].max())
    assert_same(answer.q_learning_update(q, 2, 0, 1.5, 1, False, 1.0, 0.8), want)


@hint("Take the maximum before you write: it belongs to the table that was passed in.")
def test_staying_put_looks_at_the_old_table(answer):
    """Where next_state is state, the maximum is that of the table before the update."""
    q = torch.tensor([[1.0, 3.0], [0.0, 0.0]], dtype=torch.float64)
    want = torch.tensor([[1.0, 0.5 * 3.0 + 0.5 * (2.0 + 0.5 * 3.0)], [0.0, 0.0]], dtype=torch.float64)
    assert_same(answer.q_learning_update(q, 0, 1, 2.0, 0, False, 0.5, 0.5), want)


@hint("A maximum of negative values is negative: do not begin it with 0.")
def test_values_may_be_negative(answer):
    """With negative values everywhere the best one is negative too."""
    q = -1 - torch.rand(3, 2, generator=seeded(), dtype=torch.float64)
    want = _with(q, 0, 1, 0.5 * q[0, 1] + 0.5 * (-1 + 0.9 * q[2].max()))
    assert_same(answer.q_learning_update(q, 0, 1, -1.0, 2, False, 0.5, 0.9), want)


@hint("The sequence of updates is all there is: no state but the table.")
def test_two_updates_follow_each_other(answer):
    """The reward reaches the cell before the last one with the second update."""
    q = torch.zeros(3, 1, dtype=torch.float64)
    q = answer.q_learning_update(q, 1, 0, 1.0, 2, True, 0.5, 0.8)
    q = answer.q_learning_update(q, 0, 0, 0.0, 1, False, 0.5, 0.8)
    assert_same(q, torch.tensor([[0.2], [0.5], [0.0]], dtype=torch.float64))


@hint("No item(), no detach: the entries of q carry the gradient.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to the table match central differences."""
    q = _table()
    assert_gradients(answer.q_learning_update, q, 0, 1, 1.0, 2, False, 0.3, 0.9, wrt=(0,))
    assert_gradients(answer.q_learning_update, q, 0, 1, 1.0, 2, True, 0.3, 0.9, wrt=(0,))


@hint("alpha is a weight: 0 and 1 are fine, everything outside is not.")
def test_rejects_alpha_outside_the_unit_interval(answer):
    """An α of 1.5 or -0.1 raises ValueError."""
    before = (torch.zeros(2, 2), 0, 1, 1.0, 1, False)
    assert_raises(ValueError, answer.q_learning_update, *before, 1.5, 0.9, accepts=(*before, 1.0, 0.9))
    assert_raises(ValueError, answer.q_learning_update, *before, -0.1, 0.9, accepts=(*before, 0.0, 0.9))
