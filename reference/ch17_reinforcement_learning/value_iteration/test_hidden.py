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
from reference.ch17_reinforcement_learning import grid_world_mdp

LAKE_4 = ["SFFF", "FHFH", "FFFH", "HFFG"]
LAKE_8 = [
    "SFFFFFFF",
    "FFFFFFFF",
    "FFFHFFFF",
    "FFFFFHFF",
    "FFFHFFFF",
    "FHHFFFHF",
    "FHFFHFHF",
    "FFFHFFFG",
]


def _world(S, A, dtype=torch.float64):
    """Draw transition and reward."""
    transition = torch.rand(S, A, S, generator=seeded(), dtype=dtype) ** 4
    return transition / transition.sum(-1, keepdim=True), torch.randn(S, A, generator=seeded(), dtype=dtype)


def _sweeps(transition, reward, gamma, n):
    """Return the values and action values of the first n sweeps."""
    V, history = torch.zeros(len(reward), dtype=torch.float64), []
    for _ in range(n):
        Q = reward + gamma * torch.einsum("sat,t->sa", transition, V)
        V = Q.max(1).values
        history.append((V, Q))
    return history


def _corridor(length):
    """Return a corridor in which each step costs 1; its last cell, on the right, is the end."""
    cells = torch.arange(length)
    after = torch.stack([(cells - 1).clamp(min=0), (cells + 1).clamp(max=length - 1)], 1)
    after[-1] = length - 1
    reward = -torch.ones(length, 2, dtype=torch.float64)
    reward[-1] = 0
    return torch.eye(length, dtype=torch.float64)[after], reward


@hint("All states of sweep k look at the values of sweep k-1: do not overwrite V inside a sweep.")
def test_sweeps_all_states_at_once(answer):
    """max_iterations 1, 2 and 3 give exactly the first three sweeps and their number."""
    transition, reward = _world(6, 3)
    for n, (V, Q) in enumerate(_sweeps(transition, reward, 0.9, 3), start=1):
        got = answer.value_iteration(transition, reward, 0.9, max_iterations=n)
        assert_same(got[0], V)
        assert_same(got[1], Q)
        assert_same(got[3], n)


@hint("The policy is Q.argmax(1) of the last sweep.")
def test_names_the_best_action_of_each_state(answer):
    """The policy names the action that has the largest value, not the one that pays most at once."""
    after = torch.tensor([[2, 1], [2, 2], [2, 2]])  # a small reward at once, or a large one by way of state 1
    fixed = torch.tensor([[1.0, 0.0], [2.0, 5.0], [0.0, 0.0]], dtype=torch.float64)
    policy = answer.value_iteration(torch.eye(3, dtype=torch.float64)[after], fixed, 0.9)[2]
    guesses = {"It looks as if the policy looked at the reward alone.": torch.tensor([0, 1])}
    assert_same(policy[:2], torch.tensor([1, 1]), guesses=guesses)
    transition, reward = _world(12, 4)
    Q = _sweeps(transition, reward, 0.8, 200)[-1][1]
    best = Q.topk(2).values
    clear = best[:, 0] - best[:, 1] > 1e-9
    want = torch.where(clear, Q.argmax(1), 0)
    got = answer.value_iteration(transition, reward, 0.8)[2]
    assert_same(torch.where(clear, got, torch.zeros_like(got)), want)


@hint("V must be the row maximum of the returned Q, of the same sweep.")
def test_returns_values_and_action_values_of_one_sweep(answer):
    """The returned V is the row maximum of the returned Q, whenever the iteration stops."""
    transition, reward = _world(5, 3)
    for stop in ({"max_iterations": 2}, {"tol": 0.3}, {}):
        V, Q, *_ = answer.value_iteration(transition, reward, 0.9, **stop)
        assert_same(V, Q.amax(1))


@hint("Stop after the first sweep whose largest absolute change is at most tol.")
def test_stops_when_the_change_is_small(answer):
    """With tol 0.01 it stops after the first sweep that changes no value by more."""
    transition, reward = _world(6, 3)
    history = _sweeps(transition, reward, 0.9, 200)
    before = [torch.zeros_like(history[0][0]), *(V for V, _ in history)]
    k = next(k for k, (V, _) in enumerate(history, start=1) if (V - before[k - 1]).abs().max() <= 0.01)
    V, Q, _, sweeps = answer.value_iteration(transition, reward, 0.9, tol=0.01)
    assert_same(sweeps, k)
    assert_same(V, history[k - 1][0])
    assert_same(Q, history[k - 1][1])
    assert_same(answer.value_iteration(*_corridor(10), 0.9, tol=0.5)[3], 8)  # 0.9**7 < 0.5 < 0.9**6, in few cells


@hint("A change of exactly tol is small enough, so with tol 0 a sweep without any change is the last one.")
def test_a_change_of_exactly_tol_ends_it(answer):
    """With tol 0 the corridor of four cells stops with the sweep that changes nothing."""
    assert_same(answer.value_iteration(*_corridor(4), 0.5, tol=0.0)[3], 4)
    assert_same(answer.value_iteration(*_corridor(4), 0.5, tol=0.25)[3], 3)


@hint("One action is no special case: the maximum over one value is that value.")
def test_works_with_a_single_action(answer):
    """Where there is but one action, the values are those of taking it."""
    three = torch.tensor([[3.0]], dtype=torch.float64)
    V, Q, policy, k = answer.value_iteration(torch.ones(1, 1, 1, dtype=torch.float64), three, 0.0)
    assert_same(V, three[0])
    assert_same(Q, three)
    assert_same(policy, torch.tensor([0]))
    assert_same(k, 2)


@hint("With negative rewards the values fall: test the absolute change.")
def test_counts_costs_along_a_corridor(answer):
    """Where each step costs 1, a cell d steps from the end is worth -(1 - γᵈ) / (1 - γ)."""
    distance = torch.arange(6, -1, -1, dtype=torch.float64)
    want = -(1 - 0.9**distance) / (1 - 0.9)
    assert_same(answer.value_iteration(*_corridor(7), 0.9)[0], want)


@hint("Without discount every cell from which the goal can be reached is worth 1.")
def test_works_without_discount(answer):
    """With γ = 1 every cell of the 4×4 lake from which the goal can be reached is worth 1, every end 0."""
    transition, reward, terminal = grid_world_mdp(LAKE_4)
    assert_same(answer.value_iteration(transition, reward, 1.0)[0], (~terminal).double())


@hint("Chance moves and chosen ones alike: average over the next states first, then take the best action.")
def test_solves_the_slippery_large_lake(answer):
    """The 8×8 lake with slip 2/3 and γ = 0.99 is worth 0.41464 at the start."""
    transition, reward, _ = grid_world_mdp(LAKE_8, 2 / 3)
    got = answer.value_iteration(transition, reward, 0.99)[0][0].item()
    assert_same(got, 0.41464, rtol=0, atol=1e-5, saying="a start value of {got}; {want} was expected")


@hint("Each sweep brings the values nearer to the best ones by the factor gamma: a change that grows is a mistake.")
def test_changes_shrink_by_gamma(answer):
    """From sweep to sweep the largest change shrinks by the factor γ at least."""
    transition, reward = _world(6, 3)
    values = [torch.zeros(6, dtype=torch.float64)]
    values += [answer.value_iteration(transition, reward, 0.7, max_iterations=n)[0] for n in range(1, 9)]
    changes = [(b - a).abs().max().item() for a, b in zip(values, values[1:], strict=False)]
    assert changes[0] > 0, "the first sweep of value_iteration changed nothing although there are rewards"
    for n, (one, other) in enumerate(zip(changes, changes[1:], strict=False), start=2):
        assert other <= 0.7 * one + 1e-12, (
            f"values changed by {one:.6g} in sweep {n - 1} of value_iteration and by {other:.6g} in sweep {n}; "
            f"with gamma = 0.7 at most {0.7 * one:.6g} is possible"
        )


@hint("amax(1) and a matrix product serve all states.")
def test_takes_all_states_at_once(answer):
    """A sweep over 64 states takes as many operations as one over 4."""
    small, large = ((*_world(S, 2), 0.9, 1e-10, 3) for S in (4, 64))
    assert_vectorised(answer.value_iteration, small=small, large=large, over="the number of states", python=True)


@hint("Keep the graph from sweep to sweep.")
def test_gradients_match_central_differences(answer):
    """Gradients of V and Q after three sweeps match central differences."""
    transition, reward = _world(3, 2)
    assert_gradients(answer.value_iteration, transition, reward, 0.9, 1e-10, 3, detached=(2, 3))


@hint("Begin with zeros of the dtype of reward.")
def test_keeps_float32(answer):
    """float32 tables give V and Q in float32."""
    transition, reward = _world(5, 3, torch.float32)
    V, Q = _sweeps(transition.double(), reward.double(), 0.5, 4)[-1]
    got = answer.value_iteration(transition, reward, 0.5, max_iterations=4)
    assert_same(got[0], V.float(), atol=1e-5)
    assert_same(got[1], Q.float(), atol=1e-5)


@hint("Make new tensors in each sweep.")
def test_leaves_the_tables_alone(answer):
    """transition and reward are unchanged."""
    assert_pure(answer.value_iteration, *_world(4, 2), 0.5)


@hint("0 and 1 are allowed here, everything outside is not.")
def test_rejects_gamma_outside_the_unit_interval(answer):
    """A γ of 1.2 or -0.1 raises ValueError."""
    lake = grid_world_mdp(LAKE_4)[:2]
    assert_raises(ValueError, answer.value_iteration, *lake, 1.2, accepts=(*lake, 1.0))
    assert_raises(ValueError, answer.value_iteration, *lake, -0.1, accepts=(*lake, 0.0))


@hint("Without a sweep there is no Q to return.")
def test_rejects_fewer_than_one_sweep(answer):
    """max_iterations of 0 or -1 raises ValueError."""
    world = _world(3, 2)
    for sweeps in (0, -1):
        assert_raises(
            ValueError, answer.value_iteration, *world, 0.9, 1e-10, sweeps, accepts=(*world, 0.9, 1e-10, 1)
        )


@hint("transition is (S, A, S) and reward (S, A): compare them, because broadcasting would accept too much.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Tables of other shapes raise ValueError, also where they would broadcast."""
    transition, reward = _world(4, 3)
    others = [
        (transition, reward[:, :1]),
        (transition, reward[:1]),
        (transition, reward[0]),
        (transition[:, :1], reward),
        (transition[..., :3], reward),
        (transition[0], reward),
        (transition[:, :, None], reward[..., None]),
    ]
    for other in others:
        assert_raises(ValueError, answer.value_iteration, *other, 0.9, accepts=(transition, reward, 0.9))
    cube = torch.ones(2, 2, 2, 2, dtype=torch.float64)
    assert_raises(ValueError, answer.value_iteration, cube, cube[0], 0.5, accepts=(transition, reward, 0.9))
