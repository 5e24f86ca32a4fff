import torch

from autograder.toolkit import (
    assert_frequencies,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
    tally,
)


@hint("argmax names the first of several equal values: draw uniformly among all that reach the maximum.")
def test_draws_among_equal_best_actions(answer):
    """Two equal best actions of four share the greedy rows evenly, with ε = 0 and with ε = 0.4."""
    q_values = torch.tensor([[1.0, 2.0, 0.0, 2.0]], dtype=torch.float64).repeat(8000, 1)
    for epsilon in (0.0, 0.4):
        actions = answer.epsilon_greedy(q_values, epsilon, seeded())
        other, best = epsilon / 4, (1 - epsilon) / 2 + epsilon / 4
        against = {
            "the first of several best actions is always taken": [other, 1 - 3 * other, other, other],
            "the last of several best actions is always taken": [other, other, other, 1 - 3 * other],
        }
        want = [other, best, other, best]
        setting = f"epsilon={epsilon:g}"
        assert_frequencies(tally(actions, 4), want, draws=8000, against=against, of="actions", setting=setting)


@hint("With epsilon 1 every row explores, and all actions are equally likely whatever the values say.")
def test_explores_always_with_epsilon_one(answer):
    """With ε = 1 all actions are equally likely."""
    q_values = torch.tensor([[0.0, 2.0, 1.0, -1.0]]).repeat(8000, 1)
    actions = answer.epsilon_greedy(q_values, 1.0, seeded())
    against = {"rows that explore never take the best action": [1 / 3, 0, 1 / 3, 1 / 3]}
    assert_frequencies(
        tally(actions, 4), [0.25] * 4, draws=8000, against=against, of="actions", setting="epsilon=1"
    )


@hint("Noise or a tolerance changes which action is best; compare with the maximum exactly.")
def test_values_that_nearly_agree_are_not_equal(answer):
    """A value that is larger by 10⁻⁹ is the only best one."""
    q_values = torch.tensor([[1.0, 1.0 + 1e-9, 1.0]], dtype=torch.float64).repeat(200, 1)
    assert_same(answer.epsilon_greedy(q_values, 0.0, seeded()), torch.ones(200, dtype=torch.int64))


def _two_calls(answer, generator, q_values):
    """Return two calls in a row, and whether torch's global state is as before (runs beside the answer)."""
    before = torch.get_rng_state()
    calls = [answer.epsilon_greedy(q_values, 0.5, generator) for _ in range(2)]
    return [*calls, torch.equal(before, torch.get_rng_state())]


@hint("Pass generator=generator to every random call, and make no generator of your own.")
def test_takes_its_randomness_from_the_generator(answer):
    """The same seed gives the same actions, a second call others, and the global random state is left alone."""
    q_values = torch.tensor([[0.0, 1.0, 1.0]]).repeat(300, 1)
    first, second, untouched = answer.run(_two_calls, seeded(1), q_values)
    again, _, _ = answer.run(_two_calls, seeded(1), q_values)
    other, _, _ = answer.run(_two_calls, seeded(2), q_values)
    assert_same(again, first, saying="{got} in one call and {want} in another, with generators of the same seed")
    assert not torch.equal(first, second), "two calls in a row with one generator chose exactly the same actions"
    assert not torch.equal(first, other), "generators of different seeds led to exactly the same actions"
    assert untouched, "epsilon_greedy changed torch's global random state"


def test_takes_all_rows_at_once(answer):
    """The number of operations does not grow with the number of rows."""
    small, large = ((torch.randn(B, 3, generator=seeded()), 0.5, seeded()) for B in (2, 300))
    assert_vectorised(answer.epsilon_greedy, small=small, large=large, over="the number of rows", python=True)


def test_rejects_what_is_no_probability(answer):
    """An ε of -0.1 or 1.1, and q_values with one or three axes, raise ValueError."""
    accepts = (torch.zeros(2, 3), 0.5, seeded())
    for epsilon in (-0.1, 1.1):
        assert_raises(ValueError, answer.epsilon_greedy, torch.zeros(2, 3), epsilon, seeded(), accepts=accepts)
    for shape in ((3,), (2, 3, 4)):
        assert_raises(ValueError, answer.epsilon_greedy, torch.zeros(shape), 0.5, seeded(), accepts=accepts)


def test_leaves_the_values_alone(answer):
    """The caller's q_values are unchanged."""
    assert_pure(answer.epsilon_greedy, torch.tensor([[0.0, 1.0, 1.0], [2.0, 2.0, 2.0]]), 0.5, seeded())
