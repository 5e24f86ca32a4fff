import torch
from sklearn.datasets import load_digits

from autograder.toolkit import assert_frequencies, assert_pure, assert_raises, assert_same, hint, seeded, tally


def assert_shares(answer, labels, fraction):
    """Assert that every position is used once and that the validation part has its share of each class."""
    train_idx, val_idx = answer.stratified_split(labels, fraction, seeded())
    assert train_idx.dim() == 1 and val_idx.dim() == 1, "each part must have one axis"
    together = torch.cat([train_idx, val_idx]).sort().values
    assert_same(together, torch.arange(len(labels)), saying="position {got} where, sorted, {want} was expected")
    for c in labels.unique().tolist():
        size, got = int((labels == c).sum()), int((labels[val_idx] == c).sum())
        want = round(fraction * size)
        assert got == want, (
            f"with fraction={fraction}, {got} of the {size} examples of class {c} are in the validation part; "
            f"{want} were expected"
        )


@hint("Round fraction * n_c for each class by itself, with Python's round: int() and // round down.")
def test_counts_are_exact_on_the_digits(answer):
    """Each of the ten digits has exactly round(0.23 n_c) validation images."""
    assert_shares(answer, torch.tensor(load_digits().target), 0.23)


@hint("Loop over the labels that occur, labels.unique(), not over 0, 1, ..., k - 1.")
def test_takes_any_integers_for_classes(answer):
    """Classes may be called 3, 7, 100 and -5, in mixed order and as int32."""
    classes = torch.tensor([3] * 20 + [7] * 9 + [100] * 2 + [-5] * 11, dtype=torch.int32)
    assert_shares(answer, classes[torch.randperm(42, generator=seeded())], 0.3)


@hint("round(0.3 * 1) is 0: such a class goes to training as a whole, and round(0.9 * 4) is 4.")
def test_small_classes_may_be_on_one_side(answer):
    """A class may have no validation example, or no training example, where rounding says so."""
    labels = torch.tensor([1, 0, 1, 1, 2, 1])
    assert_shares(answer, labels, 0.3)
    assert_shares(answer, labels, 0.9)


def draw_pairs(answer, generator, draws):
    """Split a class of four and one of eight again and again; return the pairs drawn of the four, as numbers."""
    labels = torch.tensor([8, 8, 5, 8, 5, 8, 8, 5, 8, 5, 8, 8])
    pairs = []
    for _ in range(draws):
        drawn = answer.stratified_split(labels, 0.5, generator)[1].tolist()
        pair = [place for place, position in enumerate((2, 4, 7, 9)) if position in drawn]
        pairs.append([[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]].index(pair) if len(pair) == 2 else 6)
    return torch.tensor(pairs)


@hint("Shuffle the positions of each class with torch.randperm(..., generator=generator) before you cut them.")
def test_every_choice_is_equally_likely(answer):
    """Which half of a class of four is drawn: each of the six pairs comes in a sixth of all calls."""
    pairs = answer.run(draw_pairs, seeded(), 200)
    assert_frequencies(
        tally(pairs, 7),
        [1 / 6] * 6 + [0.0],
        draws=200,
        against={
            "the first examples of each class are always taken": [1.0, 0, 0, 0, 0, 0, 0],
            "the last examples of each class are always taken": [0, 0, 0, 0, 0, 1.0, 0],
            "only neighbours are taken: a shift is no shuffle": [0.25, 0, 0.25, 0.25, 0, 0.25, 0],
        },
        names=("first and second", "first and third", "first and fourth", "second and third", "second and fourth",
               "third and fourth", "more or fewer than two"),
        of="halves of a class of four",
    )  # fmt: skip


def touched_states(answer, generator):
    """Return which global random states a call changes (runs beside the student's code)."""
    import random

    import numpy

    def states():
        return {
            "torch": torch.get_rng_state().tolist(),
            "NumPy": str(numpy.random.get_state()),
            "Python": random.getstate(),
        }

    before = states()
    answer.stratified_split(torch.tensor([0, 1, 0, 1, 0, 1, 1, 0]), 0.5, generator)
    after = states()
    return [name for name in before if before[name] != after[name]]


@hint("Give generator to torch.randperm; torch.manual_seed changes the state that all others draw from.")
def test_leaves_the_global_random_state_alone(answer):
    """The global random states of torch, NumPy and Python are untouched."""
    touched = answer.run(touched_states, seeded())
    assert not touched, f"stratified_split changed the global random state of {touched[0]}"


@hint("Every random number comes from generator: its seed alone decides about the split.")
def test_the_seed_decides(answer):
    """Generators of the same seed give the same split, whatever was drawn elsewhere."""
    labels = torch.tensor([0, 1] * 30)
    first, second = (answer.stratified_split(labels, 0.5, torch.Generator().manual_seed(7)) for _ in range(2))
    for one, other, name in zip(first, second, ("train_idx", "val_idx"), strict=True):
        assert torch.equal(one.sort().values, other.sort().values), (
            f"two calls with generators of the same seed gave two different {name}"
        )


@hint("Compare labels.dim() with 1 before anything else.")
def test_rejects_labels_of_another_shape(answer):
    """Labels of shape (n, 1) or () raise ValueError."""
    good = (torch.tensor([0, 0, 1, 1]), 0.5, seeded())
    for labels in (torch.tensor([[0], [0], [1], [1]]), torch.tensor(0)):
        assert_raises(ValueError, answer.stratified_split, labels, 0.5, seeded(), accepts=good)


def test_leaves_the_labels_alone(answer):
    """The caller's labels keep their values and their order."""
    assert_pure(answer.stratified_split, torch.tensor([2, 0, 1, 1, 2, 0]), 0.5, seeded())
