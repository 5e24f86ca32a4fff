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


def reversed_rows(X, lengths):
    """Return X with the valid part of each row reversed, row by row."""
    rows = [
        torch.cat([row[:length].flip(0), row[length:]]) for row, length in zip(X, lengths.tolist(), strict=True)
    ]
    return torch.stack(rows)


@hint("Each row reverses its own first lengths[i] steps; a length of 0 or 1 changes nothing, T reverses all.")
def test_each_row_has_its_own_length(answer):
    """Lengths 0, 1, 4 and T in one batch, for steps that are numbers, vectors and matrices."""
    lengths = torch.tensor([0, 6, 1, 4])
    for shape in ((4, 6), (4, 6, 3), (4, 6, 2, 3)):
        X = torch.randn(shape, generator=seeded())
        guesses = {
            "It looks as if the padding was reversed, too: reverse only the first lengths[i] steps.": X.flip(1),
        }
        assert_same(answer.reverse_valid(X, lengths), reversed_rows(X, lengths), guesses=guesses)


@hint("Only copy entries: no multiplication with a mask, no conversion to float.")
def test_keeps_integers_and_double_precision(answer):
    """int64 and float64 come back as they are, digit for digit."""
    lengths = torch.tensor([2, 5, 3])
    tokens = torch.randint(2**60, (3, 5), generator=seeded())
    assert_same(answer.reverse_valid(tokens, lengths), reversed_rows(tokens, lengths))
    X = torch.randn(3, 5, 2, generator=seeded(), dtype=torch.float64)
    assert_same(answer.reverse_valid(X, lengths), reversed_rows(X, lengths), rtol=0, atol=0)


@hint("The result must be picked from X itself, by indexing or gather; detach, item and numpy cut the graph.")
def test_gradients_match_central_differences(answer):
    """The gradient with respect to X matches central differences."""
    X = torch.randn(3, 4, 2, generator=seeded(), dtype=torch.float64)
    assert_gradients(answer.reverse_valid, X, torch.tensor([3, 0, 4]))


def test_no_loop_over_rows_or_steps(answer):
    """Neither operations nor lines of Python grow with the number of rows or of steps."""
    generator = seeded()

    def batch(n, T):
        return torch.randn(n, T, 2, generator=generator), torch.randint(T + 1, (n,), generator=generator)

    assert_vectorised(
        answer.reverse_valid, small=batch(2, 3), large=batch(40, 3), over="the number of rows", python=True
    )
    assert_vectorised(
        answer.reverse_valid, small=batch(2, 3), large=batch(2, 40), over="the number of steps", python=True
    )


@hint("Compare all lengths with 0 and T first; indexing with a negative number would silently count from the end.")
def test_rejects_lengths_out_of_range(answer):
    """A length of T + 1 or of -1 raises ValueError."""
    X = torch.zeros(2, 3)
    for lengths in ([4, 1], [3, -1]):
        assert_raises(ValueError, answer.reverse_valid, X, torch.tensor(lengths), accepts=(X, torch.tensor([3, 0])))


@hint("lengths.shape should be exactly (n,); other shapes broadcast to something else without a word.")
def test_rejects_lengths_of_another_shape(answer):
    """Lengths of shape (n, 1), (1,) or (n + 1,) raise ValueError."""
    X = torch.zeros(3, 3)
    for lengths in (torch.ones(3, 1), torch.ones(1), torch.ones(4)):
        assert_raises(ValueError, answer.reverse_valid, X, lengths.long(), accepts=(X, torch.ones(3).long()))


def test_leaves_its_arguments_alone(answer):
    """X and lengths are unchanged."""
    assert_pure(answer.reverse_valid, torch.randn(3, 4, 2, generator=seeded()), torch.tensor([3, 0, 4]))
