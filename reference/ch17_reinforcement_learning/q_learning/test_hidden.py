from math import inf

import torch

from autograder.toolkit import assert_frequencies, assert_pure, assert_raises, assert_same, hint, seeded

# The 4×4 lake SFFF/FHFH/FFFH/HFFG without slipping: NEXT[s][a] is the cell that action a (left, down, right, up)
# leads to from cell s, MOVES_LEFT the length of the shortest way from there to the goal, 15.
NEXT = [
    [0, 4, 1, 0], [0, 5, 2, 1], [1, 6, 3, 2], [2, 7, 3, 3],
    [4, 8, 5, 0], [5, 5, 5, 5], [5, 10, 7, 2], [7, 7, 7, 7],
    [8, 12, 9, 4], [8, 13, 10, 5], [9, 14, 11, 6], [11, 11, 11, 11],
    [12, 12, 12, 12], [12, 13, 14, 9], [13, 14, 15, 10], [15, 15, 15, 15],
]  # fmt: skip
MOVES_LEFT = [6, 5, 4, 5, 5, inf, 3, inf, 4, 3, 2, inf, inf, 2, 1, 0]
ENDS = (5, 7, 11, 12, 15)
ACTIONS = ("action 0", "action 1", "action 2", "action 3")
OPEN = (0, 1, 2, 3, 4, 6, 8, 9, 10, 13, 14)
ALPHA, GAMMA = 0.9, 0.95


def _learn_on_the_lake(answer, generator, num_episodes, *, epsilon=1.0, max_steps=100, starts=(0,), q_init=None):
    """Let the answer learn on the lake; return its table (runs beside the student's code)."""
    import random

    draws = random.Random(0)

    def step(state, action):
        after = NEXT[state][action]
        return after, float(after == 15), after in ENDS

    return answer.q_learning(
        lambda: draws.choice(starts), step, 16, 4, num_episodes, ALPHA, GAMMA, epsilon, max_steps, generator, q_init
    )


def _assert_exact(table, setting):
    """Compare with the exact values of all states that are no ends: γ to the number of moves after this one."""
    assert isinstance(table, torch.Tensor) and table.shape == (16, 4), "q_learning did not return a 16×4 table"
    want = torch.tensor([[GAMMA ** MOVES_LEFT[after] for after in row] for row in NEXT], dtype=torch.float64)
    off = (table - want)[list(OPEN)].abs().nan_to_num(nan=inf)
    place, action = divmod(int(off.argmax()), 4)
    state, name = OPEN[place], ("left", "down", "right", "up")[action]
    assert off.max() < 0.05, (
        f"on the 4×4 lake, with {setting}, your table says Q({state}, {name}) = {table[state, action]:.3f}; "
        f"the exact value is {want[state, action]:.3f}"
    )


@hint(
    "Acting at random must not show in the values: the target needs the maximum over a', not the action taken next."
)
def test_learns_the_best_values_while_acting_at_random(answer):
    """With epsilon 1, the table comes within 0.05 of the exact values of the best policy."""
    table = answer.run(_learn_on_the_lake, seeded(0), 800, starts=OPEN)
    _assert_exact(table, "epsilon=1, max_steps=100, q_init=None")


@hint("Leave out the term with gamma where terminated is True; a table that starts at zero hides the mistake.")
def test_earns_nothing_after_an_end(answer):
    """Starting from a table of ones, the values become exact: ends are not bootstrapped."""
    ones = torch.ones(16, 4, dtype=torch.float64)
    table = answer.run(_learn_on_the_lake, seeded(0), 700, starts=OPEN, q_init=ones)
    _assert_exact(table, "epsilon=1, max_steps=100 and a q_init of ones")


@hint("The world goes on after a time limit, only the experiment stops; keep the bootstrap term.")
def test_takes_a_time_limit_for_no_end(answer):
    """Episodes of at most 4 steps from random cells still lead to the exact values."""
    table = answer.run(_learn_on_the_lake, seeded(0), 1000, starts=OPEN, max_steps=4)
    _assert_exact(table, "epsilon=1, max_steps=4, q_init=None")


@hint(
    "Choose uniformly among equal maxima: with an all-zero table, the first one always pushes left into the wall."
)
def test_finds_the_goal_from_an_empty_table(answer):
    """With epsilon 0.05 and a table of zeros, at least one of four runs of 500 episodes finds the goal."""
    for seed in range(4):  # a right answer misses the goal in 0.3 percent of such runs
        table = answer.run(_learn_on_the_lake, seeded(seed), 500, epsilon=0.05, max_steps=20)
        assert isinstance(table, torch.Tensor), "q_learning did not return a table"
        if table.max() > 0:
            return
    raise AssertionError(
        "none of four runs of 500 episodes with epsilon=0.05, max_steps=20, q_init=None ever entered the goal "
        "of the 4×4 lake"
    )


def _count_actions(answer, generator, q_init, epsilon, num_steps):
    """Count actions in a world of one state while the table never changes (runs beside the student's code)."""
    counts = [0, 0, 0, 0]

    def step(state, action):
        counts[action] += 1
        return 0, 0.0, False

    answer.q_learning(lambda: 0, step, 1, 4, 4, 0.0, 0.9, epsilon, num_steps // 4, generator, q_init)
    return counts


@hint("Exploring draws from all actions, the best one included: its probability is 1 - epsilon + epsilon / A.")
def test_explores_with_probability_epsilon(answer):
    """With probability epsilon the action is uniform over all actions, otherwise it is the best one."""
    best = 2
    q_init = torch.tensor([[0, 0, 1, 0]], dtype=torch.float64)
    counts = answer.run(_count_actions, seeded(0), q_init, 0.6, 2000)

    def shares(of_best, of_others):
        return [of_best if action == best else of_others for action in range(4)]

    assert_frequencies(
        counts,
        shares(0.55, 0.15),
        draws=2000,
        against={
            "you explore all actions but the best one": shares(0.4, 0.2),
            "you explore with probability 1 - epsilon": shares(0.7, 0.1),
        },
        names=ACTIONS,
        of="actions",
        setting=f"epsilon=0.6, alpha=0 and q_init={q_init.int().tolist()}",
    )


@hint("argmax gives the first of several equal maxima; draw one of all actions that reach the maximum.")
def test_draws_evenly_among_equal_actions(answer):
    """With epsilon 0, two equally good actions are taken equally often and the others never."""
    best = (1, 3)
    q_init = torch.tensor([[0, 1, 0, 1]], dtype=torch.float64)
    counts = answer.run(_count_actions, seeded(0), q_init, 0.0, 1000)
    assert_frequencies(
        counts,
        [0.5 if action in best else 0.0 for action in range(4)],
        draws=1000,
        against={"the first of equal actions is always taken": [float(action == min(best)) for action in range(4)]},
        names=ACTIONS,
        of="actions",
        setting=f"epsilon=0, alpha=0 and q_init={q_init.int().tolist()}",
    )


def _touched_states(answer, generator):
    """Return which global random states a run changes (runs beside the student's code)."""
    import random

    import numpy

    def states():
        return {
            "torch": torch.get_rng_state().tolist(),
            "NumPy": str(numpy.random.get_state()),
            "Python": random.getstate(),
        }

    before = states()
    _learn_on_the_lake(answer, generator, 20, epsilon=0.5)
    after = states()
    return [name for name in before if before[name] != after[name]]


@hint("Every random call takes generator=generator; torch.manual_seed changes the state that all others draw from.")
def test_leaves_the_global_random_state_alone(answer):
    """The global random states of torch, NumPy and Python are untouched."""
    touched = answer.run(_touched_states, seeded(0))
    assert not touched, f"q_learning changed the global random state of {touched[0]}"


@hint("The random numbers come from the generator: its seed must decide about them.")
def test_other_seeds_give_other_tables(answer):
    """Generators of different seeds give different runs."""
    # Two right runs of only five episodes agree with probability 3e-8; these have twenty.
    ones = torch.ones(16, 4, dtype=torch.float64)
    first, second = (answer.run(_learn_on_the_lake, seeded(), 20, epsilon=0.5, q_init=ones) for _ in range(2))
    assert isinstance(first, torch.Tensor), "q_learning did not return a table"
    assert not torch.equal(first, second), (
        "two generators of different seeds gave exactly the same table, with epsilon=0.5 and a q_init of ones"
    )


def _learn_again_and_again(answer, generator, q_init):
    """Return the tables of three calls in a row with one generator (runs beside the student's code)."""
    return [_learn_on_the_lake(answer, generator, 20, epsilon=0.5, q_init=q_init.clone()) for _ in range(3)]


@hint(
    "manual_seed rewinds the generator, and a new one with generator.initial_seed() gives the same numbers in each "
    "call: only draw from the generator that was passed in."
)
def test_a_second_call_goes_on_with_the_generator(answer):
    """Three calls in a row with the same generator draw different numbers."""
    tables = answer.run(_learn_again_and_again, seeded(), torch.ones(16, 4, dtype=torch.float64))
    assert all(isinstance(table, torch.Tensor) for table in tables), "q_learning did not return a table"
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert not torch.equal(tables[one], tables[other]), (
            f"calls {one + 1} and {other + 1} of three calls of q_learning in a row with one generator gave "
            "exactly the same table, with epsilon=0.5 and a q_init of ones; each call should go on with the "
            "generator's next numbers"
        )


def _corridor(calls):
    """Return reset and step of a corridor 0 -> 1 -> 2 (the end), which pays 1 and 2 and notes every call."""

    def reset():
        calls.append("reset")
        return 0

    def step(state, action):
        calls.append((state, action))
        return min(int(state) + 1, 2), float(state + 1), bool(state >= 1)

    return reset, step


@hint("Leave the inner loop as soon as terminated is True; the next episode begins with reset().")
def test_stops_where_an_episode_ends(answer):
    """An episode consists of reset and of steps up to the end, and nothing is called after it."""
    calls = []
    answer.q_learning(*_corridor(calls), 3, 1, 4, 0.5, 0.5, 0.1, 10, seeded(0))
    heard = ["reset()" if call == "reset" else f"step({int(call[0])}, 0)" for call in calls]
    want = ["reset()", "step(0, 0)", "step(1, 0)"] * 4
    pairs = zip([*heard, "nothing"], [*want, "nothing"], strict=False)
    for place, (got, expected) in enumerate(pairs):
        assert got == expected, (
            f"q_learning called {', '.join([*heard[:place], got])}; instead of the last, {expected} was expected: "
            "an episode goes from state 0 to 1 and ends with the step from 1 (four episodes, max_steps=10)"
        )


@hint("Count the steps of each episode: max_steps calls of step, then the next reset.")
def test_stops_after_max_steps(answer):
    """In a world without an end, each episode takes exactly max_steps steps."""
    calls = []

    def reset():
        calls.append(0)
        return 0

    def step(state, action):
        calls[-1] += 1
        return 0, 0.0, False

    answer.q_learning(reset, step, 1, 2, 3, 0.5, 0.5, 0.5, 7, seeded(0))
    assert calls == [7, 7, 7], f"three episodes with max_steps = 7 took {calls} steps; 7 each were expected"


@hint("int(action) turns a tensor with one element into a Python integer.")
def test_passes_python_integers_to_step(answer):
    """step is called with a state and an action that are Python integers."""
    calls = []
    answer.q_learning(*_corridor(calls), 3, 1, 2, 0.5, 0.5, 0.1, 10, seeded(0))
    steps = [call for call in calls if call != "reset"]
    assert steps, "q_learning never called step"
    for state, action in steps:
        for name, value in (("a state", state), ("an action", action)):
            kind = type(value).__name__
            assert kind == "int", f"q_learning called step with {name} of type {kind}; a Python int was expected"


def _world_of_one_step(after, reward, terminated):
    """Return reset and step of a world that begins in state 0 and in which every step has the same outcome."""
    return lambda: 0, lambda state, action: (after, reward, terminated)


@hint("The right side of the update is evaluated before anything changes, max Q[next_state] included.")
def test_a_step_may_lead_back_to_its_own_state(answer):
    """Where a step stays in its state, the target looks at the value from before the update."""
    q_init = torch.ones(1, 1, dtype=torch.float64)
    table = answer.q_learning(*_world_of_one_step(0, 1.0, False), 1, 1, 1, 0.5, 0.9, 0.1, 3, seeded(0), q_init)
    want, scaled = 1.0, 1.0
    for _ in range(3):
        want = 0.5 * want + 0.5 * (1 + 0.9 * want)
        scaled = 0.5 * scaled + 0.5 * (1 + 0.9 * 0.5 * scaled)
    said = "It looks as if Q(s, a) is multiplied by 1 - alpha before the target reads the table."
    setting = "alpha=0.5, gamma=0.9, q_init=[[1]] and a reward of 1"
    assert_same(
        table,
        torch.tensor([[want]], dtype=torch.float64),
        saying=f"Q(0, 0) = {{got}} after three steps from state 0 to itself with {setting}; {{want}} was expected",
        guesses={said: torch.tensor([[scaled]], dtype=torch.float64)},
    )


@hint("torch.tensor(1 / 3) is a float32: keep rewards and targets Python floats, or say dtype=torch.float64.")
def test_computes_in_float64(answer):
    """With alpha 1 and a reward of 1/3, the entry is 1/3 to fourteen digits."""
    for terminated in (True, False):
        world = _world_of_one_step(1, 1 / 3, terminated)
        table = answer.q_learning(*world, 2, 1, 1, 1.0, 0.9, 0.1, 1, seeded(0))
        setting = "alpha=1, gamma=0.9, q_init=None and a reward of 1/3"
        saying = f"Q(0, 0) = {{got}} after one step with {setting}; {{want}} was expected"
        want = torch.tensor([[1 / 3], [0.0]], dtype=torch.float64)
        assert_same(table, want, rtol=1e-14, atol=1e-14, saying=saying)


@hint("q_init is where learning starts: copy it as float64 and apply the same updates to it.")
def test_starts_from_q_init(answer):
    """A float32 q_init is where learning starts; the table that comes back is float64."""
    # In the corridor with alpha 0.1 and gamma 0.9: Q(0) = 0.9 * 4 + 0.1 * (1 + 0.9 * 3), Q(1) = 0.9 * 3 + 0.1 * 2.
    q_init = torch.tensor([[4.0], [3.0], [7.0]])
    table = answer.q_learning(*_corridor([]), 3, 1, 1, 0.1, 0.9, 0.1, 10, seeded(0), q_init)
    want = torch.tensor([[3.97], [2.9], [7.0]], dtype=torch.float64)
    assert_same(table * 0 if isinstance(table, torch.Tensor) else table, want * 0)
    for state in range(3):
        setting = "alpha=0.1, gamma=0.9, q_init=[[4], [3], [7]]"
        saying = f"Q({state}, 0) = {{got}} after one episode with {setting}; {{want}} was expected"
        assert_same(table[state, 0], want[state, 0], saying=saying)


@hint("q_init.to(torch.float64) is q_init itself when it is float64 already: copy it.")
def test_leaves_q_init_alone(answer):
    """The caller's q_init keeps its values."""
    q_init = torch.ones(3, 1, dtype=torch.float64)
    assert_pure(answer.q_learning, *_corridor([]), 3, 1, 2, 0.5, 0.5, 0.1, 10, seeded(0), q_init)


def _keeps_a_gradient(answer, generator):
    """Tell whether the table for a q_init that requires grad requires it too (runs beside the student's code)."""
    q_init = torch.ones(3, 1, dtype=torch.float64, requires_grad=True)
    table = answer.q_learning(*_corridor([]), 3, 1, 2, 0.5, 0.5, 0.1, 10, generator, q_init)
    return isinstance(table, torch.Tensor) and table.requires_grad


@hint("A copy keeps the graph: q_init.detach() comes before the copy.")
def test_the_table_carries_no_gradient(answer):
    """A q_init that requires a gradient gives a table that requires none."""
    kept = answer.run(_keeps_a_gradient, seeded(0))
    assert not kept, "for a q_init with requires_grad=True, q_learning returned a table that requires grad too"


@hint("Compare q_init.shape with (num_states, num_actions) before learning.")
def test_rejects_q_init_of_another_shape(answer):
    """A q_init that is not (num_states, num_actions) raises ValueError."""
    head = (*_corridor([]), 3, 1, 2, 0.5, 0.5, 0.1, 10, seeded(0))
    for shape in ((1, 3), (3, 2), (4, 1), (3,)):
        assert_raises(ValueError, answer.q_learning, *head, torch.zeros(shape), accepts=(*head, torch.zeros(3, 1)))


@hint("Some 15,000 steps are taken: each may cost a few small operations, not a loop over the whole table.")
def test_takes_no_more_than_five_seconds(answer):
    """2,000 episodes on the 4×4 lake, about 15,000 steps, take at most 5 seconds on one core."""
    # A quarter of the episodes in a sixteenth of the time is enough even where time grows with the square.
    for num_episodes, allowed in ((500, 5 / 16), (2000, 5)):
        started = answer.cpu_seconds()
        answer.run(_learn_on_the_lake, seeded(0), num_episodes)
        spent = answer.cpu_seconds() - started
        if spent <= allowed:
            return
    raise AssertionError(f"2,000 episodes took {spent:.1f} seconds of one core; 5 are allowed")
