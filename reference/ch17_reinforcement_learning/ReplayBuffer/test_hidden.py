from itertools import combinations

import torch

from autograder.toolkit import assert_frequencies, assert_same, hint, seeded


def _samples(answer, capacity, pushes, batch_size, times, generator):
    """Return samples of a buffer, and whether torch's global state is as before (runs beside the answer)."""
    buffer = answer.ReplayBuffer(capacity)
    for k in range(pushes):
        buffer.push(torch.tensor([k, -k - 1.0]), k, k / 4, torch.tensor([k + 0.5, 7.0]), k % 3 == 1)
    before = torch.get_rng_state()
    samples = [list(buffer.sample(batch_size, generator)) for _ in range(times)]
    return samples, torch.equal(before, torch.get_rng_state())


@hint("Keep a write position that goes around in a circle, or let a deque with maxlen drop its oldest entry.")
def test_the_oldest_make_room(answer):
    """After 8 and after 13 pushes into a buffer of 5, the last five are there and no others."""
    for pushes in (8, 13):
        samples, _ = answer.run(_samples, 5, pushes, 5, 1, seeded())
        want = torch.arange(pushes - 5, pushes)
        saying = f"actions {{got}} stored after {pushes} pushes into a buffer of 5; {{want}} was expected"
        assert_same(samples[0][1].sort().values, want, saying=saying)


@hint("Draw different places, from a random permutation for example, and use them for all five tensors.")
def test_draws_different_whole_transitions(answer):
    """Each of 12 samples of 6 out of 10 holds six different transitions, and its rows belong together."""
    samples, _ = answer.run(_samples, 10, 14, 6, 12, seeded())
    for states, actions, rewards, next_states, terminated in samples:
        assert len(set(actions.tolist())) == 6, f"a sample of 6 holds the actions {sorted(actions.tolist())}"
        k = actions.float()
        saying = "{got} beside an action of another transition; {want} was pushed with it"
        assert_same(states, torch.stack([k, -k - 1], 1), saying=saying)
        assert_same(rewards, k / 4, saying=saying)
        assert_same(next_states, torch.stack([k + 0.5, torch.full_like(k, 7.0)], 1), saying=saying)
        assert_same(terminated, actions % 3 == 1, saying=saying)


def _pairs(answer, times, generator):
    """Return the actions in samples of 2 from the last 5 of 7 transitions (runs beside the answer)."""
    buffer = answer.ReplayBuffer(5)
    for k in range(7):
        buffer.push(torch.zeros(1), k, 0.0, torch.zeros(1), False)
    return torch.stack([buffer.sample(2, generator)[1] for _ in range(times)])


@hint("All sets of transitions are equally likely, old ones and new ones, neighbours or not.")
def test_every_set_is_equally_likely(answer):
    """In 800 samples of 2 out of 5, all ten pairs come equally often."""
    samples = answer.run(_pairs, 800, seeded())
    pairs = [tuple(pair) for pair in combinations(range(2, 7), 2)]
    drawn = [tuple(sorted(pair)) for pair in samples.tolist()]
    near = [0.2 if b - a in (1, 4) else 0.0 for a, b in pairs]
    newest = [0.25 if b == 6 else 0.0 for a, b in pairs]
    assert_frequencies(
        [drawn.count(pair) for pair in pairs],
        [0.1] * 10,
        draws=800,
        against={"only neighbours are drawn together": near, "the newest transition is always drawn": newest},
        names=[f"the pair {pair}" for pair in pairs],
        of="pairs",
    )


def _reuses_its_state(answer, generator):
    """Push one tensor that changes in place (runs beside the answer)."""
    buffer, state, next_state = answer.ReplayBuffer(3), torch.zeros(2), torch.zeros(2)
    for k in range(3):
        state.fill_(k)
        next_state.fill_(k + 1)
        buffer.push(state, k, 0.0, next_state, False)
    state.fill_(9)
    next_state.fill_(9)
    first = list(buffer.sample(3, generator))
    for field in (first[0], first[3]):
        field.fill_(-5)
    return list(buffer.sample(3, generator))


@hint("clone() the states: otherwise every stored state shows the newest one.")
def test_keeps_copies(answer):
    """A tensor that changes after it was pushed, or after it was sampled, changes nothing in the buffer."""
    states, actions, _, next_states, _ = answer.run(_reuses_its_state, seeded())
    want = actions.float().unsqueeze(1).repeat(1, 2)
    assert_same(states, want, saying="{got} in a state that was {want} when it was pushed")
    assert_same(next_states, want + 1, saying="{got} in a next state that was {want} when it was pushed")


@hint("Pass generator=generator to the random call, and make no generator of your own.")
def test_takes_its_randomness_from_the_generator(answer):
    """The same seed gives the same samples, the next sample is another one, and the global state is left alone."""
    runs = [answer.run(_samples, 60, 60, 20, 2, seeded(seed)) for seed in (1, 1, 2)]
    first, again, other = ([sample[1] for sample in samples] for samples, _ in runs)
    assert torch.equal(first[0], again[0]), "generators of the same seed gave different samples"
    assert not torch.equal(first[0], first[1]), "two samples in a row are exactly the same"
    assert not torch.equal(first[0], other[0]), "generators of different seeds gave exactly the same sample"
    assert runs[0][1], "sample changed torch's global random state"


def _images(answer, generator):
    """Return a sample of float64 states with two axes (runs beside the answer)."""
    buffer = answer.ReplayBuffer(4)
    for _ in range(3):
        buffer.push(torch.full((2, 3), 1 / 3, dtype=torch.float64), 1, 1 / 3, torch.ones(2, 3).double(), True)
    return list(buffer.sample(2, generator))


@hint("Rewards have the dtype of the states; torch.tensor of Python floats is float32 unless told otherwise.")
def test_keeps_shape_and_dtype_of_states(answer):
    """States of shape (2, 3) in float64 come back as (N, 2, 3), rewards in float64, too."""
    states, actions, rewards, next_states, terminated = answer.run(_images, seeded())
    third = torch.full((2, 2, 3), 1 / 3, dtype=torch.float64)
    assert_same(states, third)
    assert_same(actions, torch.ones(2, dtype=torch.int64))
    assert_same(rewards, third[:, 0, 0])
    assert_same(next_states, 3 * third)
    assert_same(terminated, torch.tensor([True, True]))


def _errors(answer, generator):
    """Return what raises ValueError (runs beside the answer)."""
    buffer = answer.ReplayBuffer(1)
    buffer.push(torch.zeros(1), 0, 0.0, torch.zeros(1), False)
    buffer.sample(1, generator)
    raised = []
    for call in (
        lambda: answer.ReplayBuffer(0),
        lambda: buffer.sample(2, generator),
        lambda: answer.ReplayBuffer(3).sample(1, generator),
    ):
        try:
            call()
            raised.append(False)
        except ValueError:
            raised.append(True)
    return raised


def test_rejects_what_it_cannot_do(answer):
    """A capacity of 0 and a sample of more than is stored raise ValueError."""
    empty, more, none = answer.run(_errors, seeded())
    assert empty, "ReplayBuffer(0) should raise ValueError"
    assert more, "a sample of 2 from a buffer that holds 1 should raise ValueError"
    assert none, "a sample of 1 from an empty buffer should raise ValueError"
