import torch
import torch.nn.functional as F

from autograder.toolkit import (
    assert_is_gradient,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def _randn(*shape):
    return torch.randn(*shape, generator=seeded(), dtype=torch.float64)


def _without_ties(*shape):
    """Return numbers of both signs that lie at least 0.1 apart."""
    size = torch.Size(shape).numel()
    return (torch.randperm(size, generator=seeded()).double().reshape(shape) - size // 2) / 10


def _check(answer, X, kernel_size, stride):
    """Compare with central differences of a weighted sum of the library's maxima, and with known mistakes."""
    Y = F.max_pool2d(X, kernel_size, stride)
    grad_Y = _randn(*Y.shape)
    got = answer.max_pool2d_backward(grad_Y, X, kernel_size, stride)
    leaf = X.clone().requires_grad_()
    want = torch.autograd.grad(F.max_pool2d(leaf, kernel_size, stride), leaf, grad_Y)[0]
    average = torch.autograd.grad(F.avg_pool2d(leaf, kernel_size, stride), leaf, grad_Y)[0]
    _, places = F.max_pool2d(X, kernel_size, stride, return_indices=True)
    last = torch.zeros_like(X).flatten(2).scatter(2, places.flatten(2), grad_Y.flatten(2)).reshape(X.shape)
    guesses = {
        "It looks as if the gradient was spread over the window, as in average pooling.": average,
        "It looks as if windows overwrite each other: a pixel that wins twice adds both up.": last,
    }
    assert_same(got, want, guesses=guesses)
    assert_is_gradient({"X": got}, of=lambda X: (F.max_pool2d(X, kernel_size, stride) * grad_Y).sum(), at={"X": X})


@hint("Only the winner of a window has influence on its maximum.")
def test_matches_central_differences(answer):
    """For 2x2 windows with stride (2, 2) the result matches central differences."""
    _check(answer, _without_ties(2, 2, 4, 6), (2, 2), (2, 2))


@hint("With overlapping windows a pixel can win several times: add, do not assign.")
def test_matches_where_windows_overlap(answer):
    """For (3, 2) windows with stride (1, 2), and for (2, 3) windows with stride (2, 1), the result matches too."""
    _check(answer, _without_ties(2, 3, 6, 7), (3, 2), (1, 2))
    _check(answer, _without_ties(2, 2, 7, 6), (2, 3), (2, 1))


@hint("A pixel that wins four windows gets the sum of their four gradients.")
def test_adds_up_what_one_pixel_wins(answer):
    """In a 3x3 picture with its peak in the middle, the middle gets the sum of all four gradients."""
    X = torch.tensor([[1.0, 2.0, 1.0], [3.0, 9.0, 4.0], [1.0, 5.0, 1.0]]).reshape(1, 1, 3, 3)
    grad_Y = torch.tensor([[1.0, 20.0], [300.0, 4000.0]]).reshape(1, 1, 2, 2)
    want = torch.zeros(1, 1, 3, 3)
    want[0, 0, 1, 1] = 4321
    assert_same(answer.max_pool2d_backward(grad_Y, X, (2, 2), (1, 1)), want)


@hint("Equal entries must not all get the gradient, nor share it: choose one of them, for example with argmax.")
def test_serves_one_place_among_equals(answer):
    """Where all pixels of a window are equal, exactly one of them gets the whole gradient."""
    X = torch.zeros(2, 2, 4, 6)
    X[0, 1] = 3.0
    grad_Y = 1 + torch.rand(2, 2, 2, 2, generator=seeded())
    grad_X = answer.max_pool2d_backward(grad_Y, X, (2, 3), (2, 3))
    assert_same(grad_X, X, atol=torch.inf)  # the form only
    parts = grad_X.reshape(2, 2, 2, 2, 2, 3)
    served = (parts != 0).sum((3, 5))
    say = "{got} places of a window of equal pixels with a gradient; {want} was expected"
    assert_same(served, torch.ones_like(served), saying=say)
    assert_same(parts.sum((3, 5)), grad_Y)


@hint("A window may hand its gradient to a pixel inside it only.")
def test_keeps_gradients_inside_their_windows(answer):
    """With overlapping windows of equal pixels, every pixel gets what windows that contain it have to give."""
    # The gradients are powers of two: the binary digits of a pixel tell which windows it was served by.
    grad_Y = 2.0 ** torch.arange(9, dtype=torch.float64).reshape(1, 1, 3, 3)
    grad_X = answer.max_pool2d_backward(grad_Y, torch.ones(1, 1, 4, 4, dtype=torch.float64), (2, 2), (1, 1))
    assert_same(grad_X, torch.zeros(1, 1, 4, 4, dtype=torch.float64), atol=torch.inf)  # the form only
    assert_same(grad_X.sum(), grad_Y.sum(), saying="a grad_X that sums to {got}; grad_Y sums to {want}")
    for i in range(4):
        for j in range(4):
            around = [(a, b) for a in (i - 1, i) for b in (j - 1, j) if 0 <= a < 3 and 0 <= b < 3]
            allowed = sum(2 ** (3 * a + b) for a, b in around)
            share = int(grad_X[0, 0, i, j])
            assert share & ~allowed == 0, (
                f"4x4 equal pixels, 2x2 windows, stride (1, 1): pixel ({i}, {j}) got {share}, which is no "
                "sum of gradients of the windows that contain it"
            )


@hint("grad_X has the shape of X, with zeros where no window looked.")
def test_gives_nothing_to_pixels_outside_all_windows(answer):
    """In 5x5 pictures with 2x2 windows and stride 2, the last row and column get exactly 0."""
    X = _randn(2, 2, 5, 5)
    grad_X = answer.max_pool2d_backward(_randn(2, 2, 2, 2), X, (2, 2), (2, 2))
    assert_same(grad_X, X, atol=torch.inf)  # the form only
    assert_same(grad_X[:, :, 4], torch.zeros(2, 2, 5, dtype=torch.float64), rtol=0, atol=0)
    assert_same(grad_X[:, :, :, 4], torch.zeros(2, 2, 5, dtype=torch.float64), rtol=0, atol=0)


@hint("Find all winners with one argmax, or go over the entries of the window; positions are done all at once.")
def test_does_not_loop_over_positions(answer):
    """The number of tensor operations is the same for 2 images of 8x8 and 8 images of 16x16."""
    small = (_randn(2, 2, 3, 3), _randn(2, 2, 8, 8), (3, 3), (2, 2))
    large = (_randn(8, 3, 7, 7), _randn(8, 3, 16, 16), (3, 3), (2, 2))
    assert_vectorised(answer.max_pool2d_backward, small=small, large=large, over="images, channels or positions")


@hint("Compute oh and ow from X, kernel_size and stride, and compare grad_Y.shape with (n, c, oh, ow).")
def test_rejects_a_grad_y_that_does_not_fit(answer):
    """A grad_Y of another shape than the pooled X raises ValueError."""
    X = torch.zeros(2, 3, 6, 7)
    good = (torch.zeros(2, 3, 3, 3), X, (2, 2), (2, 2))
    for shape in ((2, 3, 3, 4), (2, 3, 2, 3), (2, 1, 3, 3), (1, 3, 3, 3), (2, 3, 9), (2, 3, 3, 1)):
        assert_raises(ValueError, answer.max_pool2d_backward, torch.zeros(shape), X, (2, 2), (2, 2), accepts=good)


def test_rejects_pictures_without_four_axes(answer):
    """An X that is not of the form (n, c, h, w) raises ValueError."""
    good = (torch.zeros(1, 1, 2, 2), torch.zeros(1, 1, 4, 4), (2, 2), (2, 2))
    for X, grad_Y in (
        (torch.zeros(1, 4, 4), torch.zeros(1, 2, 2)),
        (torch.zeros(1, 1, 1, 4, 4), torch.zeros(1, 1, 2, 2)),
    ):
        assert_raises(ValueError, answer.max_pool2d_backward, grad_Y, X, (2, 2), (2, 2), accepts=good)


def test_leaves_its_arguments_alone(answer):
    """The caller's grad_Y and X are unchanged."""
    assert_pure(answer.max_pool2d_backward, _randn(2, 3, 3, 3), _randn(2, 3, 4, 4), (2, 2), (1, 1))
