import math

import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded

FLAT = -math.pi / 6  # the bottom of the valley: cos(3x) = 0


def _states(n):
    """Draw states away from every limit."""
    low, high = torch.tensor([-1.0, -0.05]), torch.tensor([0.4, 0.05])
    return (low + (high - low) * torch.rand(n, 2, generator=seeded())).double()


def _drive(answer, starts, steps, pump):
    """Drive cars from rest, pumping or always to the right, and return the steps of their arrivals (0: never)."""
    state = torch.tensor([[x, 0.0] for x in starts], dtype=torch.float64)
    arrived = [0] * len(starts)
    for step in range(1, steps + 1):
        action = torch.where(state[:, 1] < 0, 0, 2) if pump else torch.full((len(starts),), 2)
        state, _, terminated = answer.mountain_car_step(state, action)
        arrived = [before or step * bool(now) for before, now in zip(arrived, terminated.tolist(), strict=True)]
    return arrived


@hint("The wall is inelastic: where the new position is -1.2, a negative velocity becomes 0.")
def test_stops_at_the_left_wall(answer):
    """A car that runs into the left wall is at -1.2 with velocity 0; its neighbours drive on."""
    state = torch.tensor([[-1.19, -0.06], [FLAT, -0.02], [-1.2, 0.0]], dtype=torch.float64)
    uphill = 0.001 - 0.0025 * math.cos(-3.6)
    want = torch.tensor([[-1.2, 0.0], [FLAT - 0.02, -0.02], [-1.2 + uphill, uphill]], dtype=torch.float64)
    got = answer.mountain_car_step(state, torch.tensor([1, 1, 2]))[0]
    bounced = want.clone()
    bounced[0, 1] = 0.06 + 0.0025 * math.cos(-3.57)
    guesses = {"It looks as if the car bounced off the wall; it stops there.": bounced}
    assert_same(got, want, guesses=guesses)


@hint("Clip the position to [-1.2, 0.6]; at the right end the velocity stays.")
def test_ends_at_the_right(answer):
    """A car that leaves at the right is held at 0.6 and keeps its velocity."""
    state = torch.tensor([[0.59, 0.05], [0.6, 0.01]], dtype=torch.float64)
    velocity = torch.tensor([0.05 - 0.0025 * math.cos(1.77), 0.01 - 0.0025 * math.cos(1.8)], dtype=torch.float64)
    want = torch.stack([torch.full_like(velocity, 0.6), velocity], 1)
    assert_same(answer.mountain_car_step(state, torch.tensor([1, 1]))[0], want)


@hint("Clip the new velocity to [-0.07, 0.07] before it moves the car.")
def test_keeps_to_the_speed_limit(answer):
    """A velocity beyond 0.07 either way is clipped, and the clipped one moves the car."""
    state = torch.tensor([[FLAT, 0.0699], [FLAT, -0.0699]], dtype=torch.float64)
    want = torch.tensor([[FLAT + 0.07, 0.07], [FLAT - 0.07, -0.07]], dtype=torch.float64)
    late = torch.tensor([[FLAT + 0.0709, 0.07], [FLAT - 0.0709, -0.07]], dtype=torch.float64)
    guesses = {"It looks as if the velocity was clipped only after it had moved the car.": late}
    assert_same(answer.mountain_car_step(state, torch.tensor([2, 0]))[0], want, guesses=guesses)


@hint("The pull of the slope is 0.0025 * cos(3 * position), stronger than the engine's 0.001.")
def test_full_throttle_is_not_enough(answer):
    """From rest at -0.5, pushing right 200 times does not reach the flag."""
    arrived = answer.run(_drive, [-0.5], 200, False)
    assert arrived == [0], (
        f"a car that pushes right all the time from -0.5 arrived after {arrived} steps; it cannot"
    )


@hint("Swinging back and forth gains a little energy each time: compare signs, and the limits, with the formulas.")
def test_pumping_reaches_the_flag(answer):
    """Pushing in the direction of motion reaches the flag within 130 steps from five starts."""
    arrived = answer.run(_drive, [-0.6, -0.55, -0.5, -0.45, -0.4], 130, True)
    assert isinstance(arrived, list) and all(arrived), (
        f"cars that push in the direction of their motion first arrived after {arrived} steps (0: never); "
        f"all five should within 130"
    )


@hint("No car looks at another: use torch.where instead of if, and no sums or extremes over the batch.")
def test_each_row_depends_on_itself_alone(answer):
    """A car moves the same alone, in company, and after other calls."""
    state = torch.cat([_states(4), torch.tensor([[-1.19, -0.06], [0.59, 0.07]], dtype=torch.float64)])
    action = torch.tensor([0, 1, 2, 0, 1, 2])
    together = answer.mountain_car_step(state, action)
    order = torch.tensor([5, 3, 1, 0, 4, 2])
    shuffled = answer.mountain_car_step(state[order], action[order])
    for one, other in zip(together, shuffled, strict=True):
        assert_same(other, one[order])
    for i in range(6):
        alone = answer.mountain_car_step(state[i : i + 1], action[i : i + 1])
        for one, other in zip(together, alone, strict=True):
            assert_same(other, one[i : i + 1])


@hint("Keep the graph of state: no item(), no detach, no numpy.")
def test_gradients_match_central_differences(answer):
    """Gradients of next_state with respect to state match central differences."""
    assert_gradients(
        answer.mountain_car_step, _states(3), torch.tensor([0, 1, 2]), detached=(1, 2), unit=1.0, rtol=1e-6
    )


@hint("Work on new columns: unbind and in-place operations write into the caller's state.")
def test_leaves_the_state_alone(answer):
    """The caller's state is unchanged."""
    state = torch.cat([_states(3), torch.tensor([[-1.19, -0.06], [0.59, 0.07]], dtype=torch.float64)])
    assert_pure(answer.mountain_car_step, state, torch.tensor([0, 1, 2, 0, 2]))


@hint("Look at the actions before anything else: (action < 0) | (action > 2).")
def test_rejects_other_actions(answer):
    """An action of 3 or -1 raises ValueError, even in one row."""
    state, fine = torch.zeros(2, 2), torch.tensor([0, 2])
    for other in ([0, 3], [-1, 2]):
        assert_raises(ValueError, answer.mountain_car_step, state, torch.tensor(other), accepts=(state, fine))


@hint("state is (B, 2): look at state.ndim and state.shape.")
def test_rejects_states_of_another_shape(answer):
    """A state of shape (2, 3), (2,) or (2, 2, 2) raises ValueError, whatever the action."""
    action = torch.tensor([1, 1])
    for shape in ((2, 3), (2,), (2, 2, 2)):
        assert_raises(
            ValueError, answer.mountain_car_step, torch.zeros(shape), action, accepts=(torch.zeros(2, 2), action)
        )
    cube, square = torch.zeros(2, 2, 2), torch.ones(2, 2, dtype=torch.int64)
    assert_raises(ValueError, answer.mountain_car_step, cube, square, accepts=(torch.zeros(2, 2), action))


@hint("One action for each car: compare action.shape with (B,), because broadcasting would accept too much.")
def test_rejects_actions_of_another_shape(answer):
    """An action of shape (), (1,) or (B, 1) raises ValueError."""
    state, action = torch.zeros(3, 2), torch.tensor([0, 1, 2])
    for other in (action[0], action[:1], action[:, None]):
        assert_raises(ValueError, answer.mountain_car_step, state, other, accepts=(state, action))
