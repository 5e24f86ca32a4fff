import torch

from autograder.toolkit import assert_pure, assert_raises, assert_same, hint, seeded


@hint("Only the action that was taken produces data; no other entry may move.")
def test_moves_one_estimate_per_step(answer):
    """Over 30 steps each row differs from the one before in the best-looking action alone, by α (r - Q)."""
    q_init, rewards = (torch.rand(5, generator=seeded(), dtype=torch.float64) for _ in range(2))
    history, actions = answer.greedy_self_correction(q_init, rewards, 0.3, 30)
    assert_same(history * 0, torch.zeros(31, 5, dtype=torch.float64))
    assert_same(history[0], q_init, rtol=0, atol=0)
    assert_same(actions, history[:-1].argmax(1), saying="action {got} where {want} looks best")
    rows = torch.arange(30)
    want = history[:-1].clone()
    want[rows, actions] = 0.7 * want[rows, actions] + 0.3 * rewards[actions]
    assert_same(history[1:], want)


@hint("An episode ends after one action: the target is the reward, without anything that comes later.")
def test_an_overestimate_shrinks_step_by_step(answer):
    """An estimate of 9 for an action that pays 1 loses its lead over 1.5 after exactly 4 steps with α = 1/2."""
    history, actions = answer.greedy_self_correction(torch.tensor([1.5, 9.0]), torch.tensor([1.5, 1.0]), 0.5, 6)
    assert_same(history[:, 1], torch.tensor([9.0, 5.0, 3.0, 2.0, 1.5, 1.5, 1.5]))
    assert_same(actions, torch.tensor([1, 1, 1, 1, 0, 0]))


@hint("The learner does not know the rewards: it chooses by its estimates, however wrong they are.")
def test_an_underestimate_is_never_noticed(answer):
    """The best action is never tried if its estimate begins below what another one pays."""
    q_init, rewards = torch.tensor([0.5, 0.0, 0.2]), torch.tensor([0.4, 1.0, 0.3])
    history, actions = answer.greedy_self_correction(q_init, rewards, 0.5, 40)
    assert_same(actions, torch.zeros(40, dtype=torch.int64), saying="action {got}; {want} looks best all the time")
    assert_same(history[-1], torch.tensor([0.4, 0.0, 0.2]))


def test_optimism_finds_the_best_action(answer):
    """With all estimates above every reward, the last of 200 actions is the best one."""
    rewards = torch.rand(4, generator=seeded(), dtype=torch.float64)
    rewards[int(torch.randint(1, 4, (1,), generator=seeded()))] = 1.2
    _, actions = answer.greedy_self_correction(torch.full_like(rewards, 2.0), rewards, 0.5, 200)
    assert_same(actions[-1], rewards.argmax(), saying="a last action {got}; {want} pays most")


def _writes_into_the_history(answer):
    """Write into row 0 and tell what becomes of q_init and of row 1 (runs beside the answer)."""
    q_init = torch.tensor([1.0, 1.0])
    history, _ = answer.greedy_self_correction(q_init, torch.tensor([1.0, 1.0]), 0.5, 2)
    history[0] = 7.0
    return [q_init, history[1].clone()]


@hint("A view or an expanded tensor shares memory; torch.stack and clone copy.")
def test_rows_are_memory_of_their_own(answer):
    """Writing into row 0 of the history changes neither q_init nor row 1."""
    q_init, row = answer.run(_writes_into_the_history)
    assert_same(
        q_init, torch.ones(2), saying="{got} in q_init after writing 7 into the history; {want} was expected"
    )
    assert_same(row, torch.ones(2), saying="{got} in row 1 after writing 7 into row 0; {want} was expected")


@hint("Learn in a copy: q_init.clone().")
def test_leaves_its_arguments_alone(answer):
    """q_init and rewards keep their values."""
    assert_pure(answer.greedy_self_correction, torch.tensor([3.0, 2.0]), torch.tensor([1.0, 2.0]), 0.5, 3)


def test_rejects_shapes_that_differ(answer):
    """Two estimates and three or one rewards raise ValueError."""
    accepts = (torch.zeros(2), torch.ones(2), 0.5, 3)
    for A in (3, 1):
        assert_raises(
            ValueError, answer.greedy_self_correction, torch.zeros(2), torch.ones(A), 0.5, 3, accepts=accepts
        )
