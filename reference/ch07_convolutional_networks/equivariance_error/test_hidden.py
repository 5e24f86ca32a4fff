from functools import cache

import torch
import torch.nn.functional as F

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def _randn(*shape):
    return torch.randn(*shape, generator=seeded(), dtype=torch.float64)


def _rows_and_columns(images):
    """Multiply row i by i * i and add the column number."""
    rows, columns = torch.arange(images.shape[-2]), torch.arange(images.shape[-1])
    return images * (rows * rows)[:, None] + columns


def _moved(Z, down, right):
    """Move the pictures by index loops: what is at (i, j) comes to (i + down, j + right), around the border."""
    h, w = Z.shape[-2:]
    moved = torch.zeros_like(Z)
    for i in range(h):
        for j in range(w):
            moved[..., (i + down) % h, (j + right) % w] = Z[..., i, j]
    return moved


@hint(
    "shift[0] moves down (axis -2) and shift[1] to the right (axis -1); what leaves comes back at the other side."
)
def test_agrees_with_the_definition_for_every_shift(answer):
    """All shifts of a 4x5 image under a function that treats every row and column differently."""
    X, f = _randn(1, 1, 4, 5), _rows_and_columns

    @cache
    def error(down, right):
        return float((f(_moved(X, down, right)) - _moved(f(X), down, right)).abs().max())

    for down in range(-1, 4):
        for right in range(-1, 5):
            guesses = {
                "It looks as if the picture moved up and left.": error(-down % 4, -right % 5),
                "It looks as if the picture moved up instead of down.": error(-down % 4, right % 5),
                "It looks as if the picture moved left instead of right.": error(down % 4, -right % 5),
                "It looks as if the two numbers of shift were exchanged.": error(right % 4, down % 5),
            }
            got = answer.equivariance_error(f, X, (down, right))
            assert_same(got, error(down % 4, right % 5), atol=1e-9, guesses=guesses)
            got = answer.equivariance_error(f, X, (down, right), "invariant")
            assert_same(got, float((f(_moved(X, down, right)) - f(X)).abs().max()), atol=1e-9)


@hint("Take absolute values before the maximum: a difference of -7 is large too.")
def test_takes_the_largest_difference_of_all(answer):
    """A single pixel of the second image decides, whether its difference is positive or negative."""
    for size in (7.0, -7.0):
        X = torch.zeros(2, 2, 3, 3)
        X[1, 0, 1, 1] = size
        got = answer.equivariance_error(lambda images: images.clamp(min=0).sum((2, 3)), X, (1, 1), "invariant")
        assert_same(got, 0.0)
        got = answer.equivariance_error(lambda images: images[:, :, :2, :2].sum((2, 3)), X, (1, 1), "invariant")
        assert_same(got, 7.0)


@hint("Both axes have to move by whole pooling windows for the windows to meet the same pixels.")
def test_sees_what_pooling_does_to_shifts(answer):
    """2x2 maximum pooling and enlarging again commute with shifts by (2, 4), not with (1, 0) or (0, 1)."""
    X = _randn(2, 2, 8, 8)

    def f(images):
        return F.interpolate(F.max_pool2d(images, 2), scale_factor=2)

    assert_same(answer.equivariance_error(f, X, (2, 4)), 0.0, atol=1e-9)
    for shift in ((1, 0), (0, 1)):
        want = float((f(_moved(X, *shift)) - _moved(f(X), *shift)).abs().max())
        assert_same(answer.equivariance_error(f, X, shift), want, atol=1e-9)


@hint("Only what happens near the border differs: the picture wraps around, the zeros of the padding do not.")
def test_sees_what_zero_padding_does_at_the_border(answer):
    """A zero-padded convolution has an error for noise and none for a picture that stays away from the border."""
    K, noise = _randn(2, 1, 3, 3), _randn(1, 1, 12, 13)
    inside = torch.zeros_like(noise)
    inside[:, :, 3:7, 3:7] = noise[:, :, 3:7, 3:7]

    def f(images):
        return F.conv2d(images, K, padding=1)

    assert_same(answer.equivariance_error(f, inside, (2, 3)), 0.0, atol=1e-9)
    want = float((f(_moved(noise, 2, 3)) - _moved(f(noise), 2, 3)).abs().max())
    assert_same(answer.equivariance_error(f, noise, (2, 3)), want, atol=1e-9)


@hint("mode decides whether f(X) moves before the comparison.")
def test_tells_equivariant_from_invariant(answer):
    """A circular convolution has a large error in mode 'invariant' and none in mode 'equivariant', the default."""
    X, K = _randn(1, 1, 6, 6), _randn(1, 1, 3, 3)

    def f(images):
        return F.conv2d(F.pad(images, (1, 1, 1, 1), mode="circular"), K)

    assert_same(answer.equivariance_error(f, X, (1, 2)), 0.0, atol=1e-9)
    assert_same(answer.equivariance_error(f, X, (1, 2), mode="equivariant"), 0.0, atol=1e-9)
    want = float((_moved(f(X), 1, 2) - f(X)).abs().max())
    assert_same(answer.equivariance_error(f, X, (1, 2), mode="invariant"), want, atol=1e-9)


@hint("In mode 'equivariant' f(X) needs four axes and the height and width of X: compare f(X).shape[-2:].")
def test_needs_pictures_of_the_same_size_where_they_move(answer):
    """An f that halves a side or drops an axis raises ValueError in mode 'equivariant', not in 'invariant'."""
    X = _randn(1, 2, 4, 4)
    good = (torch.sin, X, (1, 1))
    for f in (_halve_rows, _halve_columns, _first_channel, _count):
        assert_raises(ValueError, answer.equivariance_error, f, X, (1, 1), accepts=good)
        want = float((f(_moved(X, 1, 1)) - f(X)).abs().max())
        assert_same(answer.equivariance_error(f, X, (1, 1), "invariant"), want, atol=1e-9)


def _halve_rows(images):
    return images[:, :, ::2]


def _halve_columns(images):
    return images[:, :, :, ::2]


def _first_channel(images):
    return images[:, 0]


def _count(images):
    return images[:, 0, 0, 0]


@hint("Let mode be one of the two names, and raise ValueError for anything else.")
def test_rejects_other_modes(answer):
    """A mode that is neither 'equivariant' nor 'invariant' raises ValueError."""
    X = torch.ones(1, 1, 2, 2)
    for mode in ("Equivariant", "both", ""):
        assert_raises(
            ValueError, answer.equivariance_error, torch.sin, X, (0, 1), mode, accepts=(torch.sin, X, (0, 1))
        )


@hint("Call f once on the images and once on the moved images; keep both results.")
def test_calls_f_exactly_twice(answer):
    """f is called two times, on images of the shape and dtype of X."""
    calls = []

    def f(images):
        calls.append((tuple(images.shape), images.dtype))
        return images

    for mode in ("equivariant", "invariant"):
        calls.clear()
        answer.equivariance_error(f, torch.ones(2, 1, 3, 4), (1, 1), mode)
        said = f"f was called with {calls}; two calls with images of shape (2, 1, 3, 4) and float32 were expected"
        assert calls == [((2, 1, 3, 4), torch.float32)] * 2, said


@hint("Put the calls of f under torch.no_grad().")
def test_records_no_gradients(answer):
    """Nothing that f computes has a graph, even if its weights ask for gradients."""
    recorded = answer.run(_watch_the_graph)
    assert recorded == [False, False], f"whether the results of f carried a graph: {recorded}; none should"


def _watch_the_graph(answer):
    """Return for each call of f whether its result has a graph (runs beside the student's code)."""
    weight, recorded = torch.ones((), requires_grad=True), []

    def f(images):
        result = images * weight
        recorded.append(result.requires_grad)
        return result

    answer.equivariance_error(f, torch.ones(1, 1, 2, 2), (0, 1))
    return recorded


@hint("Hand f a copy: X.clone() for the first call; rolling makes one by itself.")
def test_survives_an_f_that_works_in_place(answer):
    """An f that overwrites its argument leaves X unchanged, and the error is still right."""
    X = _randn(1, 1, 3, 4)
    for shift in ((1, 2), (0, 0)):
        error, after = answer.run(_overwrite, X, shift)
        want = float((_rows_and_columns(_moved(X, *shift)) - _moved(_rows_and_columns(X), *shift)).abs().max())
        assert_same(after, X, rtol=0, atol=0, saying="an X that f has changed: {got} where {want} was")
        assert_same(
            error, want, atol=1e-9, saying="an error of {got} for an f that works in place; {want} was expected"
        )


def _overwrite(answer, X, shift):
    """Return the error of an f that works in place, and X afterwards (runs beside the student's code)."""

    def f(images):
        return images.copy_(_rows_and_columns(images))

    return answer.equivariance_error(f, X, shift), X


@hint("An exception of f is the caller's business: do not catch it.")
def test_lets_errors_of_f_pass(answer):
    """If f raises KeyError, so does equivariance_error."""
    came = answer.run(_raise_inside)
    assert came == "KeyError", f"f raised KeyError, and what came out was {came}"


def _raise_inside(answer):
    """Return what comes out when f raises KeyError (runs beside the student's code)."""

    def f(images):
        raise KeyError("f")

    try:
        return f"the result {answer.equivariance_error(f, torch.ones(1, 1, 2, 2), (0, 1), 'invariant')}"
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__
