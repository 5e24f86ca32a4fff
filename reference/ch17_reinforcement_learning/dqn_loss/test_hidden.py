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


def _batch(N, A=3, dtype=torch.float64, scale=1.0):
    """Draw q_values, actions, rewards, next_q_values, terminated and next_q_online."""
    q_values, next_q_values, online = (scale * torch.randn(N, A, generator=seeded(), dtype=dtype) for _ in range(3))
    actions = torch.randint(A, (N,), generator=seeded())
    rewards = torch.randn(N, generator=seeded(), dtype=dtype)
    terminated = torch.arange(N) % 3 == 1
    return q_values, actions, rewards, next_q_values, terminated, online


def _by_hand(q_values, actions, rewards, next_q_values, terminated, gamma, chooser):
    """Return the loss with one transition after the other, and errors in Python floats."""
    total = 0.0
    for i, action in enumerate(actions.tolist()):
        b = 0.0 if terminated[i] else next_q_values[i, int(chooser[i].argmax())].item()
        d = abs(q_values[i, action].item() - rewards[i].item() - gamma * b)
        total += d * d / 2 if d <= 1 else d - 0.5
    return torch.tensor(total / len(actions), dtype=q_values.dtype)


@hint("Beyond an error of 1 the loss is a straight line, |d| - 1/2, not a parabola.")
def test_grows_linearly_beyond_one(answer):
    """Errors of 0.5, 1, 3 and -10 cost 0.125, 0.5, 2.5 and 9.5 when each stands alone."""
    for error, want in ((0.5, 0.125), (1.0, 0.5), (3.0, 2.5), (-10.0, 9.5)):
        q_values = torch.tensor([[0.0, 2.0 + error]])
        loss = answer.dqn_loss(
            q_values, torch.tensor([1]), torch.tensor([2.0]), torch.zeros(1, 2), torch.tensor([True]), 0.9
        )
        guesses = {"It looks as if the error were squared: use the Huber loss.": torch.tensor(error**2)}
        saying = f"a loss of {{got}} for an error of {error:g}; {{want}} was expected"
        assert_same(loss, torch.tensor(want), guesses=guesses, saying=saying)


@hint("One value per transition, one target per transition, and the mean over the transitions.")
def test_agrees_with_one_transition_after_the_other(answer):
    """On a random batch of seven the loss is the mean of the losses of its transitions."""
    q_values, actions, rewards, next_q_values, terminated, _ = _batch(7)
    args = (q_values, actions, rewards, next_q_values, terminated, 0.9)
    assert_same(answer.dqn_loss(*args), _by_hand(*args, next_q_values))


@hint("next_q_online chooses the column, next_q_values says what it is worth.")
def test_double_q_learning_chooses_and_rates_apart(answer):
    """With next_q_online the target reads next_q_values where next_q_online is largest."""
    q_values, actions, rewards, next_q_values, terminated, online = _batch(9)
    args = (q_values, actions, rewards, next_q_values, terminated, 0.9)
    guesses = {
        "It looks as if next_q_online were ignored.": _by_hand(*args, next_q_values),
        "It looks as if next_q_online rated the action, too.": _by_hand(*args[:3], online, *args[4:], online),
        "It looks as if next_q_values chose and next_q_online rated.": (
            _by_hand(*args[:3], online, *args[4:], next_q_values)
        ),
    }
    assert_same(answer.dqn_loss(*args, online), _by_hand(*args, online), guesses=guesses)


@hint("Gradients flow through q_values at the actions taken; an error beyond 1 has slope 1, divided by N.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to q_values match central differences, small errors and large ones."""
    q_values, actions, rewards, next_q_values, terminated, online = _batch(6, scale=2.0)
    args = (q_values, actions, rewards, next_q_values, terminated, 0.9)
    assert_gradients(answer.dqn_loss, *args, wrt=("q_values",))
    assert_gradients(answer.dqn_loss, *args, online, wrt=("q_values",))


def _reaches_the_target(answer, q_values, actions, rewards, next_q_values, terminated, online):
    """Tell which constants a backward pass reaches (runs beside the answer)."""
    reached = []
    for double in (False, True):
        q, n, o = (x.clone().requires_grad_() for x in (q_values, next_q_values, online))
        answer.dqn_loss(q, actions, rewards, n, terminated, 0.9, o if double else None).backward()
        reached += [name for name, x in (("next_q_values", n), ("next_q_online", o)) if x.grad is not None]
    return reached


@hint("The target is a constant for this step: detach what the target network says.")
def test_targets_are_constants(answer):
    """No gradient reaches next_q_values or next_q_online."""
    reached = answer.run(_reaches_the_target, *_batch(6))
    assert not reached, f"a gradient reached {' and '.join(sorted(set(reached)))}"


@hint("Compare all shapes with that of q_values before computing.")
def test_rejects_batches_that_do_not_fit(answer):
    """Each argument of another length, or another number of actions, raises ValueError."""
    q_values, actions, rewards, next_q_values, terminated, online = _batch(4)
    good = [q_values, actions, rewards, next_q_values, terminated, 0.9, online]
    one_row = {
        0: q_values[:1],
        1: actions[:1],
        2: rewards[:1],
        3: next_q_values[:1],
        4: terminated[:1],
        6: online[:1],
    }
    one_column = {1: actions[:, None], 3: next_q_values[:, :1], 4: terminated[:, None], 6: online[:, :2]}
    for changes in (one_row, one_column):
        for place, value in changes.items():
            bad = [*good[:place], value, *good[place + 1 :]]
            assert_raises(ValueError, answer.dqn_loss, *bad, accepts=tuple(good))


def test_takes_all_transitions_at_once(answer):
    """The number of operations does not grow with the number of transitions."""
    small, large = ((*_batch(N)[:5], 0.9) for N in (3, 100))
    assert_vectorised(answer.dqn_loss, small=small, large=large, over="the number of transitions", python=True)


def test_leaves_its_arguments_alone(answer):
    """The caller's tensors are unchanged."""
    q_values, actions, rewards, next_q_values, terminated, online = _batch(4)
    assert_pure(answer.dqn_loss, q_values, actions, rewards, next_q_values, terminated, 0.9, online)
