import torch
import torch.nn.functional as F

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def _randn(*shape, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


def _library(X, K):
    return F.conv2d(X[None, None], K[None, None])[0, 0]


@hint("Y[i, j] is the sum of K times the window X[i : i + kh, j : j + kw], which is as large as the kernel.")
def test_agrees_with_the_library(answer):
    """A 3x2 kernel on a 7x5 picture gives what the library's convolution gives, to 1e-12."""
    X, K = _randn(7, 5), _randn(3, 2)
    guesses = {
        "It looks as if the kernel was turned by 180 degrees.": _library(X, K.flip(0, 1)),
        "It looks as if the rows of the kernel were reversed.": _library(X, K.flip(0)),
        "It looks as if the columns of the kernel were reversed.": _library(X, K.flip(1)),
        "It looks as if the products were averaged instead of added up.": _library(X, K) / 6,
    }
    assert_same(answer.corr2d(X, K), _library(X, K), rtol=1e-12, atol=1e-12, guesses=guesses)


@hint("The last window starts at row h - kh and column w - kw: there are h - kh + 1 and w - kw + 1 of them.")
def test_takes_every_window_that_fits(answer):
    """X (5, 9) with K (2, 4) gives (4, 6), and a kernel as large as the picture gives one number."""
    X = _randn(5, 9, dtype=torch.float32)
    K = _randn(2, 4, dtype=torch.float32)
    assert_same(answer.corr2d(X, K), _library(X, K))
    assert_same(answer.corr2d(X, X), (X * X).sum().reshape(1, 1))


@hint("Turning the kernel by 180 degrees is a different operation: the mathematical convolution.")
def test_tells_a_kernel_from_the_turned_one(answer):
    """A kernel with a single 1 picks the pixels at the place of the 1."""
    X, corner = _randn(4, 5), torch.zeros(2, 3, dtype=torch.float64)
    corner[0, 2] = 1.0
    assert_same(answer.corr2d(X, corner), X[:3, 2:], guesses={"The kernel seems to be turned.": X[1:, :3]})
    assert_same(
        answer.corr2d(X, corner.flip(0, 1)), X[1:, :3], guesses={"The kernel seems to be turned.": X[:3, 2:]}
    )


@hint("Only products and sums occur, so twice the kernel gives twice the result.")
def test_is_linear_in_the_picture_and_in_the_kernel(answer):
    """corr2d(X + 2 Z, K) is corr2d(X, K) + 2 corr2d(Z, K), and the same for kernels."""
    X, Z, K, L = _randn(4, 4), _randn(4, 4), _randn(2, 3), _randn(2, 3)
    parts = answer.corr2d(X, K) + 2 * answer.corr2d(Z, K)
    assert_same(answer.corr2d(X + 2 * Z, K), parts)
    parts = answer.corr2d(X, K) + 2 * answer.corr2d(X, L)
    assert_same(answer.corr2d(X, K + 2 * L), parts)


@hint("Convert the kernel to X.dtype before you multiply, and make the result from X, not with torch.zeros.")
def test_has_the_dtype_of_the_picture(answer):
    """The result has the dtype of X, whatever the dtype of K is."""
    for dtype, other in ((torch.float32, torch.float64), (torch.float64, torch.float32)):
        X, K = _randn(3, 4, dtype=dtype), _randn(2, 2, dtype=other)
        assert_same(answer.corr2d(X, K), _library(X, K.to(dtype)))
        assert_same(answer.corr2d(X, K.to(dtype)), _library(X, K.to(dtype)))


@hint("Keep everything in tensor operations: .item(), .data, float(...) and torch.tensor(...) cut the graph.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to the picture and the kernel match central differences."""
    assert_gradients(answer.corr2d, _randn(4, 5), _randn(2, 3))


@hint("Compare rows with rows and columns with columns: one that does not fit is enough.")
def test_rejects_kernels_that_do_not_fit(answer):
    """A kernel with more rows or more columns than the picture raises ValueError."""
    X = torch.zeros(3, 3)
    assert_raises(ValueError, answer.corr2d, X, torch.zeros(4, 1), accepts=(X, torch.zeros(3, 1)))
    assert_raises(ValueError, answer.corr2d, X, torch.zeros(1, 4), accepts=(X, torch.zeros(1, 3)))


@hint("Look at the number of axes of both: X.dim() and K.dim() are 2.")
def test_rejects_other_numbers_of_axes(answer):
    """An X or K that does not have two axes raises ValueError."""
    X, K = torch.zeros(3, 3), torch.zeros(2, 2)
    assert_raises(ValueError, answer.corr2d, torch.zeros(1, 3, 3), K, accepts=(X, K))
    assert_raises(ValueError, answer.corr2d, torch.zeros(3), K, accepts=(X, K))
    assert_raises(ValueError, answer.corr2d, X, torch.zeros(1, 2, 2), accepts=(X, K))
    assert_raises(ValueError, answer.corr2d, X, torch.zeros(2), accepts=(X, K))


def test_leaves_its_arguments_alone(answer):
    """The caller's picture and kernel are unchanged."""
    assert_pure(answer.corr2d, _randn(4, 4), _randn(2, 3))
