import torch

from autograder.toolkit import assert_raises, assert_same, hint

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


@hint("Next to a wall, two of the three outcomes can end in the same cell: their probabilities add up.")
def test_adds_up_outcomes_that_meet_in_a_corner(answer):
    """On the map SF/FG with slip 0.5, moves that end in the same corner cell add their probabilities."""
    transition, _, _ = _tables(answer, ["SF", "FG"], 0.5)
    want = [
        [[0.75, 0, 0.25, 0], [0.25, 0.25, 0.5, 0], [0.25, 0.5, 0.25, 0], [0.75, 0.25, 0, 0]],
        [[0.5, 0.25, 0, 0.25], [0.25, 0.25, 0, 0.5], [0, 0.75, 0, 0.25], [0.25, 0.75, 0, 0]],
        [[0.25, 0, 0.75, 0], [0, 0, 0.75, 0.25], [0.25, 0, 0.25, 0.5], [0.5, 0, 0.25, 0.25]],
        [[0, 0, 0, 1]] * 4,
    ]
    _assert_entries("transition", transition, torch.tensor(want, dtype=torch.float64))


@hint("The reward of an action is the probability of entering G, by the chosen move or by slipping.")
def test_pays_the_probability_of_entering_a_goal(answer):
    """With slip 0.5 between two goals, the reward is the probability of entering either of them."""
    _, reward, _ = _tables(answer, ["GFG"], 0.5)
    want = torch.tensor([[0, 0, 0, 0], [0.5, 0.5, 0.5, 0.5], [0, 0, 0, 0]], dtype=torch.float64)
    _assert_entries("reward", reward, want)


@hint("Try a map that is not square; a row has `width` cells, so s = row * width + column.")
def test_numbers_the_cells_of_an_oblong_map_by_rows(answer):
    """On the map SFF/FFG, cells are numbered row by row and walls hold the agent back."""
    next_state = torch.tensor([[0, 3, 1, 0], [0, 4, 2, 1], [1, 5, 2, 2], [3, 3, 4, 0], [3, 4, 5, 1], [5, 5, 5, 5]])
    transition, _, _ = _tables(answer, ["SFF", "FFG"])
    _assert_entries("transition", transition, torch.eye(6, dtype=torch.float64)[next_state])


@hint("A move changes row or column by exactly one, wherever the agent stands.")
def test_moves_one_cell_at_a_time(answer):
    """In a corridor of four cells, lying or upright, every move goes to the next cell."""
    for grid, back, forth in ((["FFFF"], 0, 2), (["F", "F", "F", "F"], 3, 1)):
        want = torch.eye(4, dtype=torch.float64).unsqueeze(1).repeat(1, 4, 1)
        for s in range(4):
            want[s, back] = torch.eye(4)[max(s - 1, 0)]
            want[s, forth] = torch.eye(4)[min(s + 1, 3)]
        transition, _, _ = _tables(answer, grid)
        _assert_entries("transition", transition, want)


@hint("Holes and goals are ends: every action stays there, however much the agent slips.")
def test_ends_hold_the_agent(answer):
    """In holes and goals every action stays for certain, with slipping too."""
    transition, _, terminal = _tables(answer, ["FHF", "GGF", "FFH"], 0.4)
    _assert_ends(terminal, ["FHF", "GGF", "FFH"])
    ends = [1, 3, 4, 8]
    want = transition.clone()
    want[ends] = torch.eye(9, dtype=torch.float64)[ends].unsqueeze(1)
    _assert_entries("transition", transition, want)


@hint("The goal is terminal; reward is paid on entering it, once.")
def test_ends_pay_nothing(answer):
    """Actions in a hole or a goal pay nothing, not even from one goal to the next."""
    _, reward, _ = _tables(answer, ["FHF", "GGF", "FFH"], 0.4)
    want = reward.clone()
    want[[1, 3, 4, 8]] = 0
    _assert_entries("reward", reward, want)


@hint("Only the two directions at right angles to the chosen one can happen by slipping.")
def test_slips_at_right_angles_only(answer):
    """In an inner cell with slip 2/3, the chosen move and the two beside it have probability 1/3 each."""
    transition, _, _ = _tables(answer, ["FFF", "FSF", "FFF"], 2 / 3)
    left, down, right, up = 3, 7, 5, 1
    want = transition.clone()
    want[4] = 0
    for action, cells in enumerate([(left, up, down), (down, left, right), (right, up, down), (up, left, right)]):
        want[4, action, list(cells)] = 1 / 3
    _assert_entries("transition", transition, want)


@hint("With slip 1 the chosen move has probability 0: what remains are the two at right angles.")
def test_always_slips_with_slip_one(answer):
    """With slip 1 the chosen move never happens and each move beside it has probability 1/2."""
    transition, _, _ = _tables(answer, ["FFF", "FSF", "FFF"], 1.0)
    left, down, right, up = 3, 7, 5, 1
    want = transition.clone()
    want[4] = 0
    for action, cells in enumerate([(up, down), (left, right), (up, down), (left, right)]):
        want[4, action, list(cells)] = 1 / 2
    _assert_entries("transition", transition, want)


def _start_value(tables, gamma):
    """Return the best discounted return from state 0, by as many backups as a shortest path can need."""
    transition, reward, _ = tables
    value = torch.zeros(len(reward), dtype=torch.float64)
    for _ in range(len(reward)):
        value = (reward + gamma * transition @ value).amax(1)
    return value[0].item()


@hint("Count the moves of the shortest safe path; the last one pays, so its reward is discounted one time less.")
def test_small_lake_is_six_moves_wide(answer):
    """Solved exactly, the 4×4 lake is worth γ⁵ at the start: six moves, the last of which pays."""
    value = _start_value(_tables(answer, LAKE_4), 0.95)
    assert_same(value, 0.95**5, saying="tables whose best start value is {got}; it should be {want}")


@hint("Count the moves of the shortest safe path; the last one pays, so its reward is discounted one time less.")
def test_large_lake_is_fourteen_moves_wide(answer):
    """Solved exactly, the 8×8 lake is worth γ¹³ at the start: fourteen moves, the last of which pays."""
    value = _start_value(_tables(answer, LAKE_8), 0.95)
    assert_same(value, 0.95**13, saying="tables whose best start value is {got}; it should be {want}")


@hint("Compare the length of every row with that of the first.")
def test_rejects_a_ragged_map(answer):
    """Rows of different lengths raise ValueError, also where the cells would fill a rectangle."""
    for grid in (["SFF", "FG"], ["SF", "FFFF", "FG"]):
        assert_raises(ValueError, answer.grid_world_mdp, grid, accepts=(["SFF", "FFG"],))


@hint("A list without rows and rows without letters are both maps without cells.")
def test_rejects_a_map_without_cells(answer):
    """A map without rows, or with empty rows, raises ValueError."""
    for grid in ([], [""], ["", ""]):
        assert_raises(ValueError, answer.grid_world_mdp, grid, accepts=(["F"],))


@hint("Look at every letter: only S, F, H and G have a meaning, and lower case is another letter.")
def test_rejects_other_letters(answer):
    """Any letter but S, F, H and G raises ValueError."""
    for grid in (["SX", "FG"], ["SF", "fG"], ["S ", "FG"]):
        assert_raises(ValueError, answer.grid_world_mdp, grid, accepts=(["SH", "FG"],))


@hint("slip is a probability: 0 and 1 are fine, anything outside is not.")
def test_rejects_a_slip_that_is_no_probability(answer):
    """A slip of -0.1 or 1.1 raises ValueError."""
    assert_raises(ValueError, answer.grid_world_mdp, ["SF", "FG"], -0.1, accepts=(["SF", "FG"], 0.0))
    assert_raises(ValueError, answer.grid_world_mdp, ["SF", "FG"], 1.1, accepts=(["SF", "FG"], 1.0))
