import torch

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


def compare(got, want, **guesses):
    """Compare grad_X, grad_W and grad_b one after the other, by name; ``guesses`` may hold some for each."""
    assert_same(got, want, atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    for name, one, other in zip(("grad_X", "grad_W", "grad_b"), got, want, strict=True):
        say = f"a {name} with {{got}} where it should have {{want}}"
        assert_same(one, other, saying=say, guesses=guesses.get(name))


def _check_gradients(answer, X, W, padding, stride):
    """Compare all three gradients with central differences of a weighted sum of the library's convolution."""
    b = _randn(len(W))

    def convolve(X, W, b):
        return torch.nn.functional.conv2d(X, W, b, stride, padding)

    grad_Y = _randn(*convolve(X, W, b).shape)
    got = answer.conv2d_backward(grad_Y, X, W, padding, stride)
    compare(got, _library_gradients(grad_Y, X, W, padding, stride), grad_X=_mistakes(grad_Y, X, W, padding, stride))
    assert_is_gradient(
        dict(zip(("X", "W", "b"), got, strict=True)),
        of=lambda X, W, b: (convolve(X, W, b) * grad_Y).sum(),
        at={"X": X, "W": W, "b": b},
    )


def _library_gradients(grad_Y, X, W, padding, stride):
    """Return the three gradients that autograd finds through the library's convolution."""
    leaves = [tensor.clone().requires_grad_() for tensor in (X, W, torch.zeros(len(W), dtype=X.dtype))]
    return torch.autograd.grad(torch.nn.functional.conv2d(*leaves, stride, padding), leaves, grad_Y)


def _mistakes(grad_Y, X, W, padding, stride):
    """Return wrong values of grad_X that well-known mistakes give, by the sentence about them."""
    (_, _, h, w), (_, _, kh, kw), (oh, ow) = X.shape, W.shape, grad_Y.shape[2:]
    (ph, pw), (sh, sw) = padding, stride
    padded = torch.nn.functional.pad(X, (pw, pw, ph, ph))
    whole = _library_gradients(grad_Y, padded, W, (0, 0), stride)[0]
    overwritten = torch.zeros_like(padded)
    for p in range(kh):
        for q in range(kw):
            part = torch.einsum("noij,oc->ncij", grad_Y, W[:, :, p, q])
            overwritten[:, :, p : p + sh * oh : sh, q : q + sw * ow : sw] = part
    return {
        "It looks as if the padding was cut off at the end only.": whole[:, :, :h, :w],
        "It looks as if windows overwrite each other: a pixel adds up what all its windows send (+=).": overwritten[
            :, :, ph : ph + h, pw : pw + w
        ],
        "It looks as if the kernel was turned by 180 degrees.": _library_gradients(
            grad_Y, X, W.flip(2, 3), padding, stride
        )[0],
        "It looks as if a reshape of grad_Y mixed images and channels: axes are moved by transpose or permute.": (
            _library_gradients(_mixed(grad_Y), X, W, padding, stride)[0]
        ),
    }


def _mixed(grad_Y):
    """Return what a reshape to channels first makes of grad_Y, with the images in front again."""
    n, c_out, oh, ow = grad_Y.shape
    return grad_Y.reshape(c_out, n, oh, ow).transpose(0, 1)


@hint("A pixel takes part in several windows: add their contributions.")
@hint("The scalar already decides about averaging: sum grad_W and grad_b over images and positions.")
def test_gradients_match_central_differences(answer):
    """At stride 1 without padding all three gradients match central differences."""
    _check_gradients(answer, _randn(2, 2, 4, 5), _randn(3, 2, 3, 2), (0, 0), (1, 1))


@hint("grad_X has the shape of X: zeros where no window looked, and no padding around it.")
def test_gradients_match_with_padding_and_stride(answer):
    """Stride (2, 2), padding (0, 1), kernel (3, 2) on 6x7 images, whose last row no window reaches."""
    _check_gradients(answer, _randn(2, 2, 6, 7), _randn(3, 2, 3, 2), (0, 1), (2, 2))


@hint("The first number of padding and stride belongs to the rows; cut the padding off on all four sides.")
def test_gradients_match_when_rows_and_columns_differ(answer):
    """Padding (2, 1) and stride (1, 3) give each direction its own share."""
    _check_gradients(answer, _randn(2, 2, 3, 6), _randn(2, 2, 2, 3), (2, 1), (1, 3))


@hint(
    "Each pixel adds up (+=) what all windows that see it send back, and nothing of it is cut off but the padding."
)
@hint("Scattering W[o, c, p, q] * grad_Y back to pixel (i + p, j + q) needs no turned kernel.")
def test_grad_x_is_the_adjoint_of_the_layer(answer):
    """The sum of grad_Y * conv2d(V) equals the sum of grad_X * V for every V."""
    X, W, V, grad_Y = _randn(2, 3, 6, 6), _randn(4, 3, 3, 3), _randn(2, 3, 6, 6), _randn(2, 4, 6, 6)
    grad_X = answer.conv2d_backward(grad_Y, X, W, (1, 1))[0]
    assert_same(grad_X, X, atol=torch.inf)  # the form only
    want = (grad_Y * torch.nn.functional.conv2d(V, W, padding=1)).sum()
    assert_same(
        (grad_X * V).sum(),
        want,
        guesses={said: (value * V).sum() for said, value in _mistakes(grad_Y, X, W, (1, 1), (1, 1)).items()},
        saying="a grad_X with sum(grad_X * V) = {got}; sum(grad_Y * conv2d(V)) is {want}",
    )


@hint("L may be large or small: grad_Y enters as it is, neither clipped nor scaled. That is up to the optimiser.")
def test_is_linear_in_grad_y(answer):
    """Twice one grad_Y minus three times another gives the same combination of their gradients."""
    X, W, first, second = _randn(2, 2, 5, 5), _randn(3, 2, 2, 2), _randn(2, 3, 4, 4), _randn(2, 3, 4, 4)
    one, other = answer.conv2d_backward(first, X, W), answer.conv2d_backward(second, X, W)
    got = answer.conv2d_backward(2 * first - 3 * second, X, W)
    compare(got, tuple(2 * a - 3 * b for a, b in zip(one, other, strict=True)))


@hint("Sum grad_W and grad_b over the images; grad_X keeps them apart.")
def test_adds_up_the_gradients_of_single_images(answer):
    """The gradients of a batch are the stack (X) and the sums (W, b) of those of its images."""
    X, W, grad_Y = _randn(3, 2, 5, 5), _randn(3, 2, 2, 2), _randn(3, 3, 4, 4)
    singles = [answer.conv2d_backward(grad_Y[m : m + 1], X[m : m + 1], W) for m in range(3)]
    grad_X, grad_W, grad_b = zip(*singles, strict=True)
    want = (torch.cat(grad_X), sum(grad_W), sum(grad_b))
    averaged = "It looks as if it was averaged over the images; it is their sum."
    guesses = {"grad_W": {averaged: want[1] / 3}, "grad_b": {averaged: want[2] / 3}}
    guesses["grad_X"] = _mistakes(grad_Y, X, W, (0, 0), (1, 1))
    compare(answer.conv2d_backward(grad_Y, X, W), want, **guesses)


@hint("Let all images take part in one product, and loop over kernel entries at most.")
def test_does_not_loop_over_images_or_positions(answer):
    """The number of tensor operations is the same for 2 images of 8x8 and 8 images of 16x16."""
    W = _randn(3, 2, 3, 3)
    small = (_randn(2, 3, 8, 8), _randn(2, 2, 8, 8), W, (1, 1))
    large = (_randn(8, 3, 16, 16), _randn(8, 2, 16, 16), W, (1, 1))
    assert_vectorised(answer.conv2d_backward, small=small, large=large, over="images or output positions")


@hint("Compute oh and ow from X, W, padding and stride, and compare grad_Y.shape with (n, c_out, oh, ow).")
def test_rejects_a_grad_y_that_does_not_fit(answer):
    """A grad_Y of another shape than the layer's output raises ValueError."""
    X, W = torch.zeros(2, 2, 5, 5), torch.zeros(3, 2, 3, 3)
    good = (torch.zeros(2, 3, 3, 3), X, W)
    for shape in ((2, 3, 3, 4), (2, 3, 2, 3), (2, 1, 3, 3), (1, 3, 3, 3), (2, 3, 9)):
        assert_raises(ValueError, answer.conv2d_backward, torch.zeros(shape), X, W, accepts=good)


@hint("Compare X.shape[1] with W.shape[1], and the numbers of axes with 4, before anything else.")
def test_rejects_images_and_kernels_that_do_not_fit(answer):
    """An X or W with three axes or one, or with different numbers of input channels, raises ValueError."""
    grad_Y, X, W = good = (torch.zeros(2, 3, 3, 3), torch.zeros(2, 2, 5, 5), torch.zeros(3, 2, 3, 3))
    assert_raises(ValueError, answer.conv2d_backward, grad_Y, X, torch.zeros(3, 1, 3, 3), accepts=good)
    assert_raises(ValueError, answer.conv2d_backward, grad_Y, X, torch.zeros(3, 4, 3, 3), accepts=good)
    for bad in ((X[0], W), (X, W[0]), (X[0, 0, 0], W), (X, W[0, 0, 0])):
        assert_raises(ValueError, answer.conv2d_backward, grad_Y, *bad, accepts=good)


@hint("The gradient needs a tensor of its own, torch.zeros_like(X): X.zero_() wipes out the caller's images.")
def test_leaves_its_arguments_alone(answer):
    """The caller's tensors are unchanged."""
    assert_pure(answer.conv2d_backward, _randn(2, 3, 3, 3), _randn(2, 2, 4, 4), _randn(3, 2, 2, 2))
