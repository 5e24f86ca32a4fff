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


def _randn(*shape, dtype=torch.float64):
    return torch.randn(*shape, generator=seeded(), dtype=dtype)


def _guesses(X, W):
    """Return wrong values that well-known mistakes give, by the sentence about them."""
    n, c_in, h, w = X.shape
    scrambled = (X.reshape(-1, c_in) @ W.T).reshape(n, h, w, -1).permute(0, 3, 1, 2)
    guesses = {
        "It looks as if pixels and channels were mixed by a reshape: move the channel axis first.": scrambled
    }
    if len(W) == c_in:
        turned = torch.einsum("co,ncij->noij", W, X)
        guesses["It looks as if W was transposed: row o holds the weights of output channel o."] = turned
    return guesses


@hint("Row o of W holds the weights of output channel o, and the channels are axis 1 of X and of the result.")
def test_agrees_with_a_library_convolution(answer):
    """Random images and weights give the library's convolution with kernels of one pixel, also for c_in = c_out."""
    for c_out in (5, 3):
        X, W = _randn(2, 3, 4, 5), _randn(c_out, 3)
        want = torch.nn.functional.conv2d(X, W[:, :, None, None])
        assert_same(answer.conv1x1(X, W), want, rtol=1e-12, atol=1e-12, guesses=_guesses(X, W))


@hint("view needs contiguous memory; reshape, flatten, einsum and matmul do not.")
def test_takes_images_that_are_not_contiguous(answer):
    """An X whose axes lie in another order in memory gives the same result, in float32 too."""
    W = _randn(4, 3, dtype=torch.float32)
    channels_last = _randn(2, 4, 5, 3, dtype=torch.float32).permute(0, 3, 1, 2)
    transposed = _randn(2, 3, 5, 4, dtype=torch.float32).transpose(2, 3)
    for X in (channels_last, transposed):
        want = torch.einsum("oc,ncij->noij", W, X)
        assert_same(answer.conv1x1(X, W), want, guesses=_guesses(X, W))


@hint("Every pixel is treated by itself: its neighbours play no part.")
def test_moves_along_with_the_pixels(answer):
    """Mirroring and transposing the picture does the same to the result."""
    X, W = _randn(2, 3, 4, 5), _randn(6, 3)
    want = answer.conv1x1(X, W).flip(3).transpose(2, 3)
    assert_same(answer.conv1x1(X.flip(3).transpose(2, 3), W), want, rtol=1e-12, atol=1e-12)


def test_identity_changes_nothing(answer):
    """With the identity matrix as W, the result is X."""
    X = _randn(2, 3, 4, 5)
    assert_same(answer.conv1x1(X, torch.eye(3, dtype=torch.float64)), X)


def test_gradients_match_central_differences(answer):
    """Gradients with respect to X and W match central differences."""
    assert_gradients(answer.conv1x1, _randn(2, 3, 2, 3), _randn(4, 3))


@hint("One matrix product does all images, pixels and channels.")
def test_does_not_loop(answer):
    """The number of tensor operations does not grow with images, channels or pixels."""
    assert_vectorised(
        answer.conv1x1,
        small=(_randn(2, 2, 4, 4), _randn(2, 2)),
        large=(_randn(6, 8, 16, 16), _randn(12, 8)),
        over="images, channels or pixels",
    )


@hint("Compare X.shape[1] with W.shape[1] before multiplying.")
def test_rejects_channels_that_do_not_match(answer):
    """A W for four channels, or for one, and an X with three raise ValueError."""
    X, W = torch.zeros(2, 3, 4, 5), torch.zeros(6, 3)
    for c_in in (4, 1):
        assert_raises(ValueError, answer.conv1x1, X, torch.zeros(6, c_in), accepts=(X, W))


def test_rejects_other_numbers_of_axes(answer):
    """An X without four axes or a W without two raises ValueError."""
    X, W = torch.zeros(2, 3, 4, 5), torch.zeros(6, 3)
    for odd in (torch.zeros(2, 3, 4), torch.zeros(2, 3, 4, 5, 6)):
        assert_raises(ValueError, answer.conv1x1, odd, W, accepts=(X, W))
    for odd in (torch.zeros(6, 3, 1, 1), torch.zeros(2, 3, 3)):
        assert_raises(ValueError, answer.conv1x1, X, odd, accepts=(X, W))


def test_leaves_its_arguments_alone(answer):
    """The caller's X and W are unchanged."""
    assert_pure(answer.conv1x1, _randn(2, 3, 4, 5), _randn(6, 3))
