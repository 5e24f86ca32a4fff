import math

import torch

from autograder.toolkit import assert_same, hint


def _step(answer, state, action):
    """Return the answer's three tensors."""
    step = answer.mountain_car_step(state, action)
    assert isinstance(step, tuple) and len(step) == 3, (
        "mountain_car_step did not return three values; end with: return next_state, reward, terminated"
    )
    return step


@hint("First the velocity changes: its old value, 0.001 * (action - 1), and minus 0.0025 * cos(3 * position).")
def test_moves_a_car_as_the_formulas_say(answer):
    """Three cars, one with each action, move as worked out by hand."""
    flat, up = -math.pi / 6, -math.pi / 3  # cos(3x) is 0 and -1 there
    state = torch.tensor([[flat, 0.0], [up, 0.01], [flat, -0.02]])
    action = torch.tensor([2, 1, 0])
    velocity = torch.tensor([0.001, 0.0125, -0.021])
    old = torch.tensor([0.0, 0.01, -0.02])
    single = torch.tensor([0.001, 0.01, -0.021]) - 0.0025 * torch.cos(state[:, 0])
    guesses = {
        "It looks as if the position moved with the old velocity: first the velocity, then the position with the "
        "new one.": torch.stack([state[:, 0] + old, velocity], 1),
        "It looks as if the slope were cos(position); the valley has the shape of cos(3 * position).": torch.stack(
            [state[:, 0] + single, single], 1
        ),
    }
    want = torch.stack([state[:, 0] + velocity, velocity], 1)
    assert_same(_step(answer, state, action)[0], want, atol=1e-6, guesses=guesses)


@hint("terminated asks about the new position, and the step that arrives there costs 1 like any other.")
def test_every_step_costs_one_until_the_flag(answer):
    """Each step pays -1, and terminated is True where the new position is at least 0.5."""
    state = torch.tensor([[0.43, 0.07], [0.49, 0.05], [-0.5, 0.0], [0.51, -0.07]])
    _, reward, terminated = _step(answer, state, torch.tensor([2, 1, 1, 0]))
    assert_same(reward, -torch.ones(4))
    assert_same(terminated, torch.tensor([True, True, False, False]))


@hint("Let everything follow the dtype of state.")
def test_keeps_shapes_and_dtypes(answer):
    """next_state is (B, 2), reward and terminated are (B,), and float64 stays float64."""
    for dtype in (torch.float32, torch.float64):
        got = _step(answer, torch.zeros(5, 2, dtype=dtype), torch.tensor([0, 1, 2, 1, 0]))
        assert_same(got[1], -torch.ones(5, dtype=dtype))
        forms = [(tuple(t.shape), t.dtype) for t in got]
        want = [((5, 2), dtype), ((5,), dtype), ((5,), torch.bool)]
        assert forms == want, f"mountain_car_step returned shapes and dtypes {forms}; {want} were expected"
