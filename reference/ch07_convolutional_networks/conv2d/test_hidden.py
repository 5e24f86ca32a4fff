import pytest
import torch

from autograder.toolkit import (
    assert_faster,
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


def mistakes(X, W, b=None, stride=(1, 1), padding=(0, 0)):
    """Return what well-known mistakes give, by the sentence about them."""
    (ph, pw), conv2d, pad = padding, torch.nn.functional.conv2d, torch.nn.functional.pad
    values = {
        "It looks as if the kernel was flipped.": conv2d(X, W.flip(2, 3), b, stride, padding),
        "It looks as if one input channel alone was used.": conv2d(X[:, :1], W[:, :1], b, stride, padding),
    }
    if W.shape[2:] != (1, 1):
        last = W.permute(0, 2, 3, 1).reshape(W.shape)
        values["It looks as if the kernels were flattened with the channel last."] = conv2d(
            X, last, b, stride, padding
        )
    if padding != (0, 0):
        modes = {
            "It looks as if the padding repeats the border; it is zeros.": "replicate",
            "It looks as if the padding mirrors the image; it is zeros.": "reflect",
            "It looks as if the padding wraps around; it is zeros.": "circular",
        }
        for sentence, mode in modes.items():
            values[sentence] = conv2d(pad(X, (pw, pw, ph, ph), mode=mode), W, b, stride)
    if b is not None:
        values["It looks as if b was left out."] = conv2d(X, W, None, stride, padding)
    return values


@hint("W.reshape(c_out, -1) runs over channel, kernel row, kernel column: the columns must do the same.")
def test_agrees_with_the_library_without_padding(answer):
    """Random images and kernels at stride 1 give the library's convolution, to 1e-10."""
    X, W = _randn(2, 3, 6, 7), _randn(4, 3, 3, 2)
    want = torch.nn.functional.conv2d(X, W)
    assert_same(answer.conv2d(X, W), want, rtol=1e-10, atol=1e-10, guesses=mistakes(X, W))


@hint("Pad with zeros; the first number of padding and stride belongs to the rows.")
def test_agrees_with_the_library_with_padding_and_stride(answer):
    """A (3, 2) kernel, padding (1, 2), stride (2, 3), with and without bias, give the library's result."""
    X, W, b = _randn(2, 3, 7, 8), _randn(5, 3, 3, 2), _randn(5)
    for bias in (None, b):
        want = torch.nn.functional.conv2d(X, W, bias, (2, 3), (1, 2))
        got = answer.conv2d(X, W, bias, (1, 2), (2, 3))
        assert_same(got, want, rtol=1e-10, atol=1e-10, guesses=mistakes(X, W, bias, (2, 3), (1, 2)))


@hint("With a 1x1 kernel each window is one pixel: Y[m, :, i, j] = W[:, :, 0, 0] @ X[m, :, i, j].")
def test_mixes_channels_pixel_by_pixel_with_a_1x1_kernel(answer):
    """A 1x1 kernel is a matrix product over the channels at every pixel."""
    X, W = _randn(2, 3, 4, 5), _randn(4, 3, 1, 1)
    want = (X.permute(0, 2, 3, 1) @ W.reshape(4, 3).T).permute(0, 3, 1, 2)
    guesses = {"It looks as if one input channel alone was used.": X[:, :1] * W[:, 0].reshape(1, 4, 1, 1)}
    assert_same(answer.conv2d(X, W), want, rtol=1e-10, atol=1e-10, guesses=guesses)


@hint("Y is then one sum over channels, rows and columns for each image and output channel: oh = ow = 1.")
def test_sees_the_whole_image_with_a_kernel_of_its_size(answer):
    """A kernel as large as the padded image gives one number per image and output channel."""
    X, W = _randn(2, 3, 3, 4), _randn(4, 3, 5, 4)
    want = (X.unsqueeze(1) * W[:, :, 1:4]).sum((2, 3, 4)).reshape(2, 4, 1, 1)
    assert_same(answer.conv2d(X, W, None, (1, 0), (2, 2)), want, rtol=1e-10, atol=1e-10)


@hint(
    "Make new tensors out of X (X.new_zeros, F.pad): torch.zeros alone has the default dtype and no image's device."
)
def test_works_in_float32(answer):
    """float32 images give float32 feature maps."""
    X, W, b = (_randn(*shape, dtype=torch.float32) for shape in ((2, 2, 5, 5), (3, 2, 3, 3), (3,)))
    want = torch.nn.functional.conv2d(X, W, b, padding=1)
    got = answer.conv2d(X, W, b, (1, 1))
    assert_same(got, want, atol=1e-4, guesses=mistakes(X, W, b, (1, 1), (1, 1)))


@hint("Stay inside tensor operations, so that autograd can follow X, W and b.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to X, W and b match central differences."""
    X, W, b = _randn(2, 2, 4, 5), _randn(3, 2, 3, 2), _randn(3)
    assert_gradients(answer.conv2d, X, W, b, (1, 0), (2, 1))


@hint("Gather all windows first (im2col does), then multiply once.")
def test_does_not_loop_over_images_channels_or_positions(answer):
    """The number of tensor operations does not grow with the images, the channels or the picture."""
    small = (_randn(2, 2, 8, 8), _randn(2, 2, 3, 3), _randn(2), (1, 1))
    large = (_randn(4, 3, 32, 32), _randn(8, 3, 3, 3), _randn(8), (1, 1))
    assert_vectorised(answer.conv2d, small=small, large=large, over="images, channels or output positions")


def _loop(X, W):
    """Convolve with a loop over images, output channels and positions."""
    (n, _, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    outputs = []
    for image in X:
        for kernel in W:
            for i in range(h - kh + 1):
                rows = image[:, i : i + kh]
                for j in range(w - kw + 1):
                    outputs.append((rows[:, :, j : j + kw] * kernel).sum())
    return torch.stack(outputs).reshape(n, c_out, h - kh + 1, w - kw + 1)


@hint("One small operation per output position keeps the processor idle: gather all windows, multiply once (@).")
def test_is_sixty_times_as_fast_as_a_loop(answer):
    """On the CPU it is at least 60 times as fast as a loop over images, output channels and positions."""

    def inputs():
        return _randn(4, 3, 16, 16, dtype=torch.float32), _randn(8, 3, 3, 3, dtype=torch.float32)

    before = answer.run(_set_threads, 1)  # waiting threads would count as CPU time
    try:
        assert_faster(answer.conv2d, inputs, than=_loop, ratio=60, atol=1e-4)
    finally:
        answer.run(_set_threads, before)


def _set_threads(answer, count):
    """Set the number of torch's threads beside the student's code and return the former one."""
    before = torch.get_num_threads()
    torch.set_num_threads(count)
    return before


def _loop_over_positions(X, W):
    """Convolve with one matrix product per output position, for all images and channels."""
    (n, _, h, w), (c_out, _, kh, kw) = X.shape, W.shape
    Y = X.new_zeros(n, c_out, h - kh + 1, w - kw + 1)
    rows = W.reshape(c_out, -1).T
    for i in range(h - kh + 1):
        for j in range(w - kw + 1):
            Y[:, :, i, j] = X[:, :, i : i + kh, j : j + kw].reshape(n, -1) @ rows
    return Y


@pytest.mark.gpu
@hint("Thousands of small products cost thousands of launches: gather all windows, then multiply once.")
def test_is_twenty_times_as_fast_as_a_loop_on_the_gpu(answer):
    """On a GPU it is at least 20 times as fast as a loop over output positions."""

    def inputs():
        return _randn(8, 64, 56, 56, dtype=torch.float32), _randn(64, 64, 3, 3, dtype=torch.float32)

    assert_faster(answer.conv2d, inputs, than=_loop_over_positions, ratio=20, gpu_inputs=inputs, atol=1e-3)


@hint(
    "Compare X.shape[1] with W.shape[1] before anything else: products and einsum complain otherwise, or broadcast."
)
def test_rejects_channels_that_do_not_match(answer):
    """Kernels for another number of input channels than X has raise ValueError."""
    good = (torch.zeros(1, 3, 4, 4), torch.zeros(2, 3, 2, 2))
    assert_raises(ValueError, answer.conv2d, torch.zeros(1, 3, 4, 4), torch.zeros(2, 2, 2, 2), accepts=good)
    assert_raises(ValueError, answer.conv2d, torch.zeros(1, 3, 4, 4), torch.zeros(2, 1, 2, 2), accepts=good)


@hint("A b of shape (1,) broadcasts without complaint: compare b.shape with (c_out,).")
def test_rejects_a_bias_of_another_shape(answer):
    """A b that is not of shape (c_out,) raises ValueError, even if it would broadcast."""
    X, W = torch.zeros(1, 2, 4, 4), torch.zeros(5, 2, 2, 2)
    assert_raises(ValueError, answer.conv2d, X, W, torch.zeros(1), accepts=(X, W, torch.zeros(5)))
    assert_raises(ValueError, answer.conv2d, X, W, torch.zeros(5, 1, 1), accepts=(X, W, torch.zeros(5)))


@hint("im2col rejects all of these; without it compare stride, padding and kernel with the padded image yourself.")
def test_rejects_windows_that_do_not_exist(answer):
    """A kernel larger than the padded image, a stride below 1 and negative padding raise ValueError."""
    X, W = torch.zeros(1, 1, 3, 3), torch.zeros(1, 1, 5, 5)
    good = (X, W, None, (1, 1))
    assert_raises(ValueError, answer.conv2d, X, W, accepts=good)
    assert_raises(ValueError, answer.conv2d, X, torch.zeros(1, 1, 1, 4), None, (1, 0), accepts=good)
    assert_raises(ValueError, answer.conv2d, X, W, None, (1, 1), (0, 1), accepts=good)
    assert_raises(ValueError, answer.conv2d, X, torch.zeros(1, 1, 1, 1), None, (0, -1), accepts=good)


@hint("Compare X.dim() and W.dim() with 4 before you look at sizes: a single image (c, h, w) is no batch.")
def test_rejects_tensors_without_four_axes(answer):
    """An X or W without exactly four axes raises ValueError: a single image, a single kernel, a row of pixels."""
    X, W = torch.zeros(1, 2, 4, 4), torch.zeros(2, 2, 2, 2)
    for bad in ((X[0], W), (X, W[0]), (X[0, 0, 0], W), (X, W[0, 0, 0])):
        assert_raises(ValueError, answer.conv2d, *bad, accepts=(X, W))


@hint("Methods that end in _ change the caller's tensor: b.unsqueeze(1) makes a view, b.unsqueeze_(1) does not.")
def test_leaves_its_arguments_alone(answer):
    """The caller's images, kernels and bias are unchanged."""
    assert_pure(answer.conv2d, _randn(2, 2, 4, 4), _randn(3, 2, 2, 2), _randn(3), (1, 1))
