import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


@hint("Take round(fraction * n_c) of the n_c positions of each class; one cut through all cannot promise that.")
def test_takes_the_same_share_of_every_class(answer):
    """Of 10 examples of class 0 and 5 of class 1, the fraction 0.28 takes 3 and 1 for validation."""
    labels = torch.tensor([0, 1, 0] * 5)
    train_idx, val_idx = answer.stratified_split(labels, 0.28, seeded())
    assert val_idx.dtype == torch.int64 and val_idx.dim() == 1, "val_idx must be an int64 tensor with one axis"
    assert bool(((val_idx >= 0) & (val_idx < 15)).all()), "val_idx holds positions that do not exist"
    counts = torch.bincount(labels[val_idx], minlength=2)
    assert_same(counts, torch.tensor([3, 1]), saying="{got} validation examples of a class; {want} were expected")
    assert len(train_idx) == 11, f"train_idx holds {len(train_idx)} positions; 11 of 15 were expected"


@hint("What is not taken for validation goes to training: cut the shuffled positions of a class once.")
def test_uses_every_example_once(answer):
    """The two parts share no position, and together they hold all of them."""
    train_idx, val_idx = answer.stratified_split(torch.tensor([2, 0, 1, 1, 2, 2, 0, 2, 1]), 0.4, seeded())
    assert train_idx.dim() == 1 and val_idx.dim() == 1, "each part must have one axis"
    together = torch.cat([train_idx, val_idx]).sort().values
    assert_same(together, torch.arange(9), saying="position {got} where, sorted, {want} was expected")


@hint("Shuffle the positions of each class with torch.randperm(..., generator=generator) before you cut them.")
def test_draws_at_random(answer):
    """Generators of two different seeds take different halves of 40 examples."""
    # Right answers take the same half twice with probability 1 / C(40, 20) < 1e-11.
    labels, generators = (
        torch.zeros(40, dtype=torch.int64),
        [torch.Generator().manual_seed(seed) for seed in (1, 2)],
    )
    first, second = (answer.stratified_split(labels, 0.5, each)[1].sort().values for each in generators)
    assert not torch.equal(first, second), "generators of different seeds gave exactly the same split"


@hint("A split needs something on both sides: 0 < fraction < 1.")
def test_rejects_a_fraction_that_leaves_no_two_parts(answer):
    """A fraction of 1 or 0 or beyond raises ValueError."""
    labels = torch.tensor([0, 0, 1, 1])
    for fraction in (1.0, 0.0, 1.5, -0.5):
        good = (labels, 0.5, seeded())
        assert_raises(ValueError, answer.stratified_split, labels, fraction, seeded(), accepts=good)
