import torch
import torch.nn.functional as F

from autograder.toolkit import (
    assert_gradients,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def _randn(*shape, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


@hint("The first number of kernel_size, stride and padding belongs to the rows.")
def test_takes_maxima_as_the_library_does(answer):
    """Windows of (3, 2), stride (2, 1) and padding (1, 1) give the library's maxima, and so do unpadded ones."""
    X = _randn(2, 3, 7, 8)
    zeros = F.pad(X, (1, 1, 1, 1))
    guesses = {
        "It looks as if padded zeros took part in the maximum.": F.max_pool2d(zeros, (3, 2), (2, 1)),
        "It looks as if the numbers of stride were exchanged.": F.max_pool2d(X, (3, 2), (1, 2), (1, 1)),
    }
    assert_same(
        answer.pool2d(X, (3, 2), "max", (2, 1), (1, 1)), F.max_pool2d(X, (3, 2), (2, 1), 1), guesses=guesses
    )
    assert_same(answer.pool2d(X, (2, 3), "max", (1, 4)), F.max_pool2d(X, (2, 3), (1, 4)), guesses=guesses)
    assert_same(answer.pool2d(X, (2, 3), "max", (3, 1), (0, 1)), F.max_pool2d(X, (2, 3), (3, 1), (0, 1)))


@hint("Padded places count as zeros, and every sum is divided by kh * kw.")
def test_takes_averages_as_the_library_does(answer):
    """Windows of (3, 2), stride (2, 1) and padding (1, 1) give the library's averages, with padding counted in."""
    X = _randn(2, 3, 7, 8)
    real_pixels = F.avg_pool2d(X, (3, 2), (2, 1), 1, count_include_pad=False)
    guesses = {
        "It looks as if sums were divided by the number of real pixels; the task says kh * kw.": real_pixels,
        "It looks as if the window was summed up and not divided.": 6 * F.avg_pool2d(X, (3, 2), (2, 1), 1),
    }
    assert_same(
        answer.pool2d(X, (3, 2), "avg", (2, 1), (1, 1)), F.avg_pool2d(X, (3, 2), (2, 1), 1), guesses=guesses
    )
    assert_same(answer.pool2d(X, (2, 3), "avg", (3, 1), (0, 1)), F.avg_pool2d(X, (2, 3), (3, 1), (0, 1)))


@hint("A padded zero beats negative numbers: pad with minus infinity for the maximum.")
def test_padding_never_wins_the_maximum(answer):
    """Max pooling an all-negative image with padding (1, 1) gives negative numbers only."""
    X = -1 - torch.rand(1, 2, 4, 4, generator=seeded())
    zeros = F.max_pool2d(F.pad(X, (1, 1, 1, 1)), 2)
    guesses = {"It looks as if padded zeros won the maximum at the border.": zeros}
    assert_same(answer.pool2d(X, (2, 2), padding=(1, 1)), F.max_pool2d(X, 2, padding=1), guesses=guesses)


@hint("stride=None means stride = kernel_size, and floor drops the rows and columns that are left over.")
def test_windows_lie_side_by_side_by_default(answer):
    """Without a stride, (2, 3) windows on 5x8 images are 2 times 2 separate blocks; the rest is dropped."""
    X = _randn(2, 2, 5, 8)
    blocks = X[:, :, :4, :6].reshape(2, 2, 2, 2, 2, 3)
    assert_same(answer.pool2d(X, (2, 3)), blocks.amax((3, 5)))
    assert_same(answer.pool2d(X, (2, 3), "avg"), blocks.mean((3, 5)))


def test_pools_the_whole_image_with_a_window_of_its_size(answer):
    """A window as large as the padded image gives one number per image and channel."""
    X = _randn(2, 3, 4, 5)
    assert_same(answer.pool2d(X, (4, 5)), X.amax((2, 3), keepdim=True))
    assert_same(answer.pool2d(X, (6, 7), "avg", (2, 2), (1, 1)), X.sum((2, 3), keepdim=True) / 42)


@hint("Reduce over the window axes only.")
def test_keeps_channels_and_images_apart(answer):
    """Pooling every channel of every image alone gives the same numbers."""
    X = _randn(3, 4, 6, 6, dtype=torch.float32)
    for mode in ("max", "avg"):
        alone = answer.pool2d(X.reshape(12, 1, 6, 6), (3, 3), mode, (2, 2), (1, 1)).reshape(3, 4, 3, 3)
        assert_same(answer.pool2d(X, (3, 3), mode, (2, 2), (1, 1)), alone)


def test_gradients_match_central_differences(answer):
    """Gradients through overlapping, padded windows match central differences in both modes."""
    order = torch.randperm(40, generator=seeded()).reshape(1, 2, 4, 5)
    X = order.to(torch.float64) / 10  # no ties, and none nearby
    for mode in ("max", "avg"):
        assert_gradients(answer.pool2d, X, (3, 2), mode, (2, 1), (1, 1))


@hint("Let one unfolded view, or one slice per kernel entry, do all positions at once.")
def test_does_not_loop_over_windows(answer):
    """The number of tensor operations is the same for small and for large images, in both modes."""
    small, large = _randn(2, 2, 8, 8), _randn(4, 3, 32, 32)
    for mode in ("max", "avg"):
        assert_vectorised(
            answer.pool2d,
            small=(small, (3, 3), mode, (2, 2), (1, 1)),
            large=(large, (3, 3), mode, (2, 2), (1, 1)),
            over="images, channels or window positions",
        )


@hint("Look at mode before anything else; a final else would take every other word for an average.")
def test_rejects_other_modes(answer):
    """A mode other than "max" and "avg" raises ValueError."""
    X = torch.zeros(1, 1, 4, 4)
    for mode in ("min", "mean", "MAX", ""):
        assert_raises(ValueError, answer.pool2d, X, (2, 2), mode, accepts=(X, (2, 2), "avg"))


@hint("Windows would lie in the padding alone: compare 2 * padding with kernel_size in each direction.")
def test_rejects_padding_larger_than_half_the_kernel(answer):
    """Padding (2, 2) for a 3x3 kernel, or too much in one direction, raises ValueError; exactly half is fine."""
    X = torch.zeros(1, 1, 6, 6)
    assert_raises(
        ValueError, answer.pool2d, X, (3, 3), "max", None, (2, 2), accepts=(X, (3, 3), "max", None, (1, 1))
    )
    assert_raises(
        ValueError, answer.pool2d, X, (3, 4), "avg", None, (2, 2), accepts=(X, (4, 4), "avg", None, (2, 2))
    )
    assert_raises(
        ValueError, answer.pool2d, X, (4, 2), "avg", None, (1, 2), accepts=(X, (4, 2), "avg", None, (2, 1))
    )
    assert_raises(ValueError, answer.pool2d, X, (1, 1), "avg", None, (0, 1), accepts=(X, (1, 1), "avg"))


def test_rejects_a_window_larger_than_the_padded_image(answer):
    """A window that does not fit into the padded image, in either direction, raises ValueError."""
    X = torch.zeros(1, 1, 3, 4)
    for mode in ("max", "avg"):
        assert_raises(ValueError, answer.pool2d, X, (4, 2), mode, accepts=(X, (3, 2), mode))
        assert_raises(ValueError, answer.pool2d, X, (2, 5), mode, accepts=(X, (2, 4), mode))
        assert_raises(
            ValueError, answer.pool2d, X, (6, 2), mode, None, (1, 0), accepts=(X, (5, 2), mode, None, (1, 0))
        )


def test_rejects_settings_that_mean_nothing(answer):
    """An entry of kernel_size or stride below 1, or negative padding, raises ValueError."""
    X = torch.zeros(1, 1, 4, 4)
    good = (X, (2, 2), "max", (1, 1), (0, 0))
    for kernel_size in ((0, 2), (2, 0), (-1, 2)):
        assert_raises(ValueError, answer.pool2d, X, kernel_size, "max", (1, 1), accepts=good)
    for stride in ((0, 1), (1, 0), (-1, 1)):
        assert_raises(ValueError, answer.pool2d, X, (2, 2), "max", stride, accepts=good)
    for padding in ((-1, 0), (0, -1)):
        assert_raises(ValueError, answer.pool2d, X, (2, 2), "max", (1, 1), padding, accepts=good)


def test_rejects_tensors_without_four_axes(answer):
    """An X that is not of the form (n, c, h, w) raises ValueError."""
    good = (torch.zeros(1, 1, 4, 4), (2, 2))
    assert_raises(ValueError, answer.pool2d, torch.zeros(1, 4, 4), (2, 2), accepts=good)
    assert_raises(ValueError, answer.pool2d, torch.zeros(1, 1, 4, 4, 4), (2, 2), accepts=good)


@hint("Pad into a new tensor; the caller still needs X.")
def test_leaves_x_alone(answer):
    """The caller's X is unchanged."""
    assert_pure(answer.pool2d, _randn(1, 2, 4, 4), (2, 2), "max", (1, 1))
    assert_pure(answer.pool2d, _randn(1, 2, 4, 4), (2, 2), "avg", (1, 1))
