import torch

from autograder.toolkit import assert_same, hint, seeded

# The 4×4 lake SFFF/FHFH/FFFH/HFFG without slipping: NEXT[s][a] is the cell that action a (left, down, right, up)
# leads to from cell s; holes and the goal (15) are ends.
NEXT = [
    [0, 4, 1, 0], [0, 5, 2, 1], [1, 6, 3, 2], [2, 7, 3, 3],
    [4, 8, 5, 0], [5, 5, 5, 5], [5, 10, 7, 2], [7, 7, 7, 7],
    [8, 12, 9, 4], [8, 13, 10, 5], [9, 14, 11, 6], [11, 11, 11, 11],
    [12, 12, 12, 12], [12, 13, 14, 9], [13, 14, 15, 10], [15, 15, 15, 15],
]  # fmt: skip
ENDS = (5, 7, 11, 12, 15)


def _learn_on_the_lake(answer, generator, num_episodes, epsilon, q_init=None):
    """Let the answer learn on the lake from cell 0 (runs beside the student's code)."""

    def step(state, action):
        after = NEXT[state][action]
        return after, float(after == 15), after in ENDS

    return answer.q_learning(lambda: 0, step, 16, 4, num_episodes, 0.9, 0.95, epsilon, 100, generator, q_init)


@hint(
    "The new value is a weighted average of the old value and the target, with positive weights; then the agent "
    "moves on to next_state."
)
def test_follows_the_update_rule(answer):
    """In a corridor with a single action, two episodes give the table that one gets by hand."""

    # 0 -> 1 pays 1, 1 -> 2 pays 2 and ends the episode. With alpha = gamma = 1/2:
    # first episode:  Q(0) = 0/2 + (1 + 0/2)/2 = 1/2,      Q(1) = 0/2 + 2/2 = 1
    # second episode: Q(0) = 1/4 + (1 + 1/2)/2 = 1,        Q(1) = 1/2 + 2/2 = 3/2
    def step(state, action):
        return min(state + 1, 2), float(state + 1), state >= 1

    table = answer.q_learning(lambda: 0, step, 3, 1, 2, 0.5, 0.5, 0.1, 10, seeded(0))
    want = torch.tensor([[1.0], [1.5], [0.0]], dtype=torch.float64)
    assert_same(table * 0 if isinstance(table, torch.Tensor) else table, want * 0)
    stuck = {"It looks as if the agent never left its first state: state = next_state ends each step.": 1 - 0.5**20}
    guesses = {clause: torch.tensor(entry, dtype=torch.float64) for clause, entry in stuck.items()}
    for state in range(3):
        setting = "alpha=0.5, gamma=0.5, q_init=None"
        saying = f"Q({state}, 0) = {{got}} after two episodes with {setting}; {{want}} was expected"
        assert_same(table[state, 0], want[state, 0], saying=saying, guesses=guesses)


@hint("Where terminated is True the target is the reward alone; a table that starts at zero hides the mistake.")
def test_an_end_has_no_future(answer):
    """A step that pays 1 and ends the episode is worth 1, although q_init says 8 in the last state."""
    q_init = torch.tensor([[1.0], [8.0]], dtype=torch.float64)
    table = answer.q_learning(lambda: 0, lambda s, a: (1, 1.0, True), 2, 1, 1, 0.5, 0.5, 0.1, 10, seeded(0), q_init)
    saying = "{got} in the table after one step with alpha=0.5, gamma=0.5, q_init=[[1], [8]]; {want} was expected"
    assert_same(table, q_init, saying=saying)


@hint("Watch the greedy path: does every update reach Q[state, action], and does state move on to next_state?")
def test_learns_the_shortest_way_across_the_lake(answer):
    """After 1,500 random episodes on the 4×4 lake, the greedy path reaches the goal in 6 moves."""
    table = answer.run(_learn_on_the_lake, seeded(0), 1500, 1.0)
    assert_same(table * 0 if isinstance(table, torch.Tensor) else table, torch.zeros(16, 4, dtype=torch.float64))
    path = [0]
    while path[-1] not in ENDS and len(path) <= 16:
        path.append(NEXT[path[-1]][int(table[path[-1]].argmax())])
    walk = " -> ".join(map(str, path[:12])) + (" ..." if len(path) > 12 else "")
    assert path[-1] == 15 and len(path) == 7, (
        f"after 1,500 episodes on the 4×4 lake with epsilon=1, max_steps=100, q_init=None the greedy path of your "
        f"table visits the cells {walk}; it should reach cell 15 in 6 moves"
    )


@hint("Draw every random number from the generator that was passed in.")
def test_same_seed_gives_the_same_table(answer):
    """Two runs with generators of the same seed give the same table."""
    start = torch.ones(16, 4, dtype=torch.float64)
    first, second = (answer.run(_learn_on_the_lake, seeded(0), 30, 0.5, start) for _ in range(2))
    saying = "{got} in one run and {want} in another with the same seed, epsilon=0.5 and a q_init of ones"
    assert_same(second, first, rtol=0, atol=0, saying=saying)
