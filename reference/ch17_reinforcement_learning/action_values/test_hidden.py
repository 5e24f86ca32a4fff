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


def _world(S, A, dtype=torch.float64):
    """Draw transition, reward and values."""
    transition = torch.rand(S, A, S, generator=seeded(), dtype=dtype)
    transition = transition / transition.sum(-1, keepdim=True)
    return (
        transition,
        torch.randn(S, A, generator=seeded(), dtype=dtype),
        torch.randn(S, generator=seeded(), dtype=dtype),
    )


@hint("The last axis of transition is the next state; the expectation runs over that axis.")
def test_agrees_with_the_sum_written_out(answer):
    """On a random world the values are those of the sum over s', term by term, in float64."""
    transition, reward, values = _world(4, 3)
    want = reward.clone()
    over_present = reward.clone()
    for s in range(4):
        for a in range(3):
            for t in range(4):
                want[s, a] += 0.9 * transition[s, a, t] * values[t]
                over_present[s, a] += 0.9 * transition[t, a, s] * values[t]
    guesses = {"It looks as if the sum ran over the present state instead of the next one.": over_present}
    assert_same(answer.action_values(transition, reward, values, 0.9), want, guesses=guesses)


@hint("gamma multiplies what comes after the first step, and that alone.")
def test_without_a_future_only_the_reward_counts(answer):
    """With γ = 0 the values are the rewards."""
    transition, reward, values = _world(5, 2, torch.float32)
    assert_same(answer.action_values(transition, reward, values, 0.0), reward)


@hint("Averages move along with a constant: the probabilities of the next state sum to one.")
def test_a_constant_is_discounted_once(answer):
    """Adding 10 to all values adds 10 γ to the result."""
    transition, reward, values = _world(5, 2)
    before = answer.action_values(transition, reward, values, 0.7)
    assert_same(answer.action_values(transition, reward, values + 10, 0.7), before + 7)


@hint("Nothing may be detached: torch's own operations carry the gradients.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to transition, reward and values match central differences."""
    assert_gradients(answer.action_values, *_world(3, 2), 0.9)


@hint("One matrix product serves all states and actions.")
def test_takes_all_states_at_once(answer):
    """The number of operations does not grow with the number of states or actions."""
    small, large = ((*_world(S, A, torch.float32), 0.9) for S, A in ((4, 2), (200, 2)))
    assert_vectorised(answer.action_values, small=small, large=large, over="the number of states", python=True)
    small, large = ((*_world(S, A, torch.float32), 0.9) for S, A in ((4, 2), (4, 40)))
    assert_vectorised(answer.action_values, small=small, large=large, over="the number of actions", python=True)


@hint("Make a new tensor: reward + ..., not reward += ...")
def test_leaves_its_arguments_alone(answer):
    """transition, reward and values are unchanged."""
    assert_pure(answer.action_values, *_world(3, 2), 0.9)


@hint("Compare values.shape, reward.shape and transition.shape; broadcasting would accept too much.")
def test_rejects_shapes_that_do_not_fit(answer):
    """values, reward or transition of another shape raise ValueError."""
    transition, reward, values = _world(4, 3)
    fine = (transition, reward, values, 0.9)
    others = [
        (transition, reward, values[:3]),
        (transition, reward, values[:, None]),
        (transition, reward[:, :1], values),
        (transition, reward[:1], values),
        (transition, reward[0], values),
        (transition, reward[..., None], values),
        (transition[:3], reward, values),
        (transition[:, :1], reward, values),
        (transition[0], reward, values),
        (transition[..., :3], reward[:, :3], values[:3]),
        (transition[:, :, None], reward[..., None], values),
    ]
    for other in others:
        assert_raises(ValueError, answer.action_values, *other, 0.9, accepts=fine)
