import torch

from autograder.toolkit import (
    assert_gradients,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def _by_definition(rewards, gamma, ends):
    """Sum the rewards of one walk (a list) from each step to the first end at or after it."""
    returns = []
    for t in range(len(rewards)):
        last = min([e for e in ends if e >= t], default=len(rewards) - 1)
        returns.append(sum(gamma ** (j - t) * rewards[j] for j in range(t, last + 1)))
    return returns


@hint("done is True at the last step of an episode: cut the recursion right after it.")
def test_ends_an_episode_where_done_is_true(answer):
    """With done in the middle of a row, rewards of the next episode do not count in the one before."""
    rewards = torch.randn(8, generator=seeded(), dtype=torch.float64)
    done = torch.zeros(8, dtype=torch.bool)
    done[[2, 3, 7]] = True
    want, whole, early = (
        torch.tensor(_by_definition(rewards.tolist(), 0.8, ends), dtype=torch.float64)
        for ends in ([2, 3, 7], [], [1, 2, 6])
    )
    guesses = {
        "It looks as if done was ignored: rewards of the next episode leak into the one before.": whole,
        "It looks as if the cut came a step early: the step where done is True belongs to its episode.": early,
    }
    assert_same(answer.discounted_returns(rewards, 0.8, done), want, guesses=guesses)


@hint("Every row has its own ends.")
def test_rows_end_at_their_own_steps(answer):
    """Two rows whose episodes end at different steps do not disturb each other."""
    rewards = torch.randn(2, 5, generator=seeded(), dtype=torch.float64)
    done = torch.tensor([[False, True, False, False, False], [False, False, False, True, False]])
    want = [_by_definition(row, 0.7, ends) for row, ends in zip(rewards.tolist(), ([1], [3]), strict=True)]
    assert_same(answer.discounted_returns(rewards, 0.7, done), torch.tensor(want, dtype=torch.float64))


@hint("gamma**3000 underflows to zero; go backwards with the recursion instead of dividing by powers.")
def test_survives_long_walks(answer):
    """3,000 steps with γ = 1/2 in float32 are as right as in float64."""
    rewards = torch.randn(3000, generator=seeded())
    want = rewards.double()
    for t in range(2998, -1, -1):
        want[t] += 0.5 * want[t + 1]
    assert_same(answer.discounted_returns(rewards, 0.5), want.float(), atol=1e-5)


@hint("A walk of one step is over at once.")
def test_takes_a_single_step(answer):
    """A walk of a single step is worth its reward."""
    assert_same(answer.discounted_returns(torch.tensor([[3.0], [4.0]]), 0.9), torch.tensor([[3.0], [4.0]]))


@hint("Keep the tensors: item(), tolist() and torch.tensor(...) of results cut the graph.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to rewards match central differences, across ends too."""
    rewards = torch.randn(2, 6, generator=seeded(), dtype=torch.float64)
    done = torch.zeros(2, 6, dtype=torch.bool)
    done[0, 2] = done[1, 4] = True
    assert_gradients(answer.discounted_returns, rewards, 0.9)
    assert_gradients(answer.discounted_returns, rewards, 0.9, done)


@hint("rewards[:, t] takes a whole column of rows at once.")
def test_takes_all_rows_at_once(answer):
    """The number of operations does not grow with the number of rows."""
    small, large = (
        (torch.randn(n, 5, generator=seeded()), 0.9, torch.rand(n, 5, generator=seeded()) < 0.2) for n in (2, 64)
    )
    assert_vectorised(answer.discounted_returns, small=small, large=large, over="the number of rows", python=True)


@hint("Write the returns into a new tensor.")
def test_leaves_its_arguments_alone(answer):
    """rewards and done are unchanged."""
    rewards = torch.randn(3, 5, generator=seeded())
    assert_pure(answer.discounted_returns, rewards, 0.9, torch.rand(3, 5, generator=seeded()) < 0.3)


@hint("Keep the dtype of rewards, and no small constants: float64 goes through in full precision.")
def test_keeps_float64(answer):
    """float64 rewards give float64 returns in full precision."""
    rewards = torch.randn(7, generator=seeded(), dtype=torch.float64)
    want = torch.tensor(_by_definition(rewards.tolist(), 0.95, []), dtype=torch.float64)
    assert_same(answer.discounted_returns(rewards, 0.95), want)


@hint("0 and 1 are allowed, everything outside is not.")
def test_rejects_gamma_outside_the_unit_interval(answer):
    """A γ of 1.5 or -0.1 raises ValueError."""
    rewards = torch.ones(3)
    assert_raises(ValueError, answer.discounted_returns, rewards, 1.5, accepts=(rewards, 1.0))
    assert_raises(ValueError, answer.discounted_returns, rewards, -0.1, accepts=(rewards, 0.0))


@hint("Compare done.shape with rewards.shape: broadcasting would accept too much.")
def test_rejects_done_of_another_shape(answer):
    """A done of another shape raises ValueError, also where it would broadcast."""
    rewards, done = torch.ones(2, 3), torch.zeros(2, 3, dtype=torch.bool)
    for other in (done[0], done[:1], done[:, :2]):
        assert_raises(ValueError, answer.discounted_returns, rewards, 0.9, other, accepts=(rewards, 0.9, done))


@hint("Look at rewards.ndim.")
def test_rejects_rewards_with_other_axes(answer):
    """rewards with no axis or with three raise ValueError."""
    for rewards in (torch.tensor(1.0), torch.ones(2, 3, 4)):
        assert_raises(ValueError, answer.discounted_returns, rewards, 0.9, accepts=(torch.ones(2, 3), 0.9))
