import torch

from autograder.toolkit import assert_same, hint, seeded


def _tables(answer, grid, slip=0.0):
    """Return the answer's three tables, once they have the form that every check relies on."""
    tables = answer.grid_world_mdp(grid, slip)
    states = len(grid) * len(grid[0])
    want = [
        torch.zeros(states, 4, states, dtype=torch.float64),
        torch.zeros(states, 4, dtype=torch.float64),
        torch.zeros(states, dtype=torch.bool),
    ]
    assert isinstance(tables, tuple) and len(tables) == 3, (
        "grid_world_mdp did not return three values; end with: return transition, reward, terminal"
    )
    for name, got, form in zip(("transition", "reward", "terminal"), tables, want, strict=True):
        assert isinstance(got, torch.Tensor), f"grid_world_mdp returned a {name} that is no tensor"
        assert (got.shape, got.dtype) == (form.shape, form.dtype), (
            f"grid_world_mdp returned a {name} of shape {tuple(got.shape)} and {got.dtype} for {states} cells; "
            f"shape {tuple(form.shape)} and {form.dtype} were expected"
        )
    return tables


def _assert_entries(name, got, want):
    """Compare a table entry by entry and name the first that differs in the words of the map."""
    wrong = ~((got - want).abs() <= 1e-9)
    if not wrong.any():
        return
    place = tuple(wrong.nonzero()[0].tolist())
    s, a, *after = place
    words = f"action {a} ({('left', 'down', 'right', 'up')[a]}) in state {s}"
    words = f"the probability that {words} leads to state {after[0]}" if after else f"what {words} pays"
    saying = f"{{got}} at {name}[{', '.join(map(str, place))}], {words}; {{want}} was expected"
    assert_same(got[place], want[place], saying=saying)


def _assert_ends(terminal, grid):
    """Compare terminal with the letters of the map, cell by cell."""
    for s, letter in enumerate("".join(grid)):
        saying = f"{{got}} at terminal[{s}], whose cell is {letter}; {{want}} was expected"
        assert_same(terminal[s], torch.tensor(letter in "HG"), saying=saying)


@hint("Actions are 0 left, 1 down, 2 right, 3 up; a move off the map leaves the agent where it is.")
def test_gives_all_sixteen_moves_of_a_two_by_two_map(answer):
    """On the map SF/HG without slipping, every move leads where the map says."""
    next_state = torch.tensor(
        [
            [0, 2, 1, 0],  # S: a wall to the left, the hole below, the frozen cell to the right, a wall above
            [0, 3, 1, 1],  # F: the start to the left, the goal below, walls to the right and above
            [2, 2, 2, 2],  # H is an end
            [3, 3, 3, 3],  # G is an end
        ]
    )
    transition, _, _ = _tables(answer, ["SF", "HG"])
    _assert_entries("transition", transition, torch.eye(4, dtype=torch.float64)[next_state])


@hint("A map of 2 rows and 3 columns has 6 states; use torch.float64 for the tables and torch.bool for terminal.")
def test_gives_tables_of_the_stated_shapes_and_dtypes(answer):
    """A map with S cells gives float64 tables of shape (S, 4, S) and (S, 4) and S booleans."""
    _tables(answer, ["SFF", "HFG"])


@hint("Holes and goals are terminal, start and frozen cells are not.")
def test_marks_holes_and_goals_as_ends(answer):
    """terminal is True in holes and goals and nowhere else."""
    _, _, terminal = _tables(answer, ["SFF", "HFG"])
    _assert_ends(terminal, ["SFF", "HFG"])


@hint("Reward is paid on entering G, once: only moving down from the cell above G earns it here.")
def test_pays_one_for_entering_the_goal(answer):
    """On the map SF/HG without slipping, only the move down onto G pays, and it pays 1."""
    _, reward, _ = _tables(answer, ["SF", "HG"])
    want = torch.zeros(4, 4, dtype=torch.float64)
    want[1, 1] = 1
    _assert_entries("reward", reward, want)


@hint("Several outcomes can end in the same cell; their probabilities add up.")
def test_gives_probabilities_that_sum_to_one(answer):
    """For every state and action, the probabilities of all next states sum to one."""
    generator = seeded()
    height, width = torch.randint(2, 6, (2,), generator=generator).tolist()
    letters = torch.randint(5, (height, width), generator=generator).tolist()
    grid = ["".join("SFFHG"[letter] for letter in line) for line in letters]
    slip = torch.rand((), generator=generator).item()
    transition, _, _ = _tables(answer, grid, slip)
    sums = transition.sum(-1)
    assert_same(
        sums,
        torch.ones(height * width, 4, dtype=torch.float64),
        saying="a transition table with a row that sums to {got}; each row should sum to {want}",
    )
