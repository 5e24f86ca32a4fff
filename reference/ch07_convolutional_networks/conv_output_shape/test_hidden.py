import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


@hint("floor((n + 2p - d(k - 1) - 1) / s) + 1 in each direction, with the numbers of that direction.")
def test_agrees_with_the_library(answer):
    """200 random settings give the shape that a convolution of the library has."""
    generator = seeded()
    for _ in range(200):
        n, k, p, s, d = (
            torch.randint(low, high, (2,), generator=generator).tolist()
            for low, high in ((1, 13), (1, 5), (0, 4), (1, 5), (1, 4))
        )
        if any(d[i] * (k[i] - 1) + 1 > n[i] + 2 * p[i] for i in (0, 1)):
            continue
        Y = torch.nn.functional.conv2d(torch.zeros(1, 1, *n), torch.zeros(1, 1, *k), None, s, p, d)
        got = answer.conv_output_shape(tuple(n), tuple(k), tuple(p), tuple(s), tuple(d))
        assert_same(got, tuple(Y.shape[2:]))


@hint("A window that sticks out is not computed: round down, and only then add 1 for the first window.")
def test_rounds_down(answer):
    """224x224 with kernel 11, stride 4, padding 1 gives 54x54; 7 pixels at stride 4 hold 2 windows of 3."""
    assert_same(answer.conv_output_shape((224, 224), 11, 1, 4), (54, 54))
    assert_same(answer.conv_output_shape((7, 6), 3, 0, 4), (2, 1))


@hint("With dilation d the window spans d * (k - 1) + 1 pixels.")
def test_spreads_the_kernel_by_dilation(answer):
    """Dilation 2 turns a 3x3 kernel into a window of 5, dilation (1, 3) into one of 3x7; a 1x1 kernel stays."""
    assert_same(answer.conv_output_shape((9, 9), 3, dilation=2), (5, 5))
    assert_same(answer.conv_output_shape((9, 9), 3, dilation=(1, 3)), (7, 3))
    assert_same(answer.conv_output_shape((9, 8), 1, dilation=4), (9, 8))


@hint("Padding of (k - 1) / 2 on both sides makes up for the k - 1 pixels that a window of k loses.")
def test_keeps_the_size_with_half_the_kernel_as_padding(answer):
    """An odd kernel k with padding (k - 1) / 2 at stride 1 keeps every size."""
    for k in (1, 3, 5, 7, 11):
        for shape in ((1, 1), (4, 9), (32, 3)):
            assert_same(answer.conv_output_shape(shape, k, (k - 1) // 2), shape)


@hint("An int stands for both directions, in each of the four arguments; they may be mixed with pairs.")
def test_takes_ints_and_pairs(answer):
    """An int stands for the pair of twice this int."""
    want = answer.conv_output_shape((11, 12), (3, 3), (1, 1), (2, 2), (2, 2))
    assert_same(answer.conv_output_shape((11, 12), 3, 1, 2, 2), want)
    assert_same(answer.conv_output_shape((11, 12), 3, (1, 1), 2, (2, 2)), want)
    assert_same(want, (5, 5))


@hint("If n + 2p is smaller than the window, nothing can be computed: raise ValueError.")
def test_rejects_windows_that_do_not_fit(answer):
    """A window larger than the padded input raises ValueError, in either direction."""
    assert_raises(ValueError, answer.conv_output_shape, (8, 8), 9, accepts=((8, 8), 8))
    assert_raises(ValueError, answer.conv_output_shape, (8, 8), (9, 1), accepts=((8, 8), (8, 1)))
    assert_raises(ValueError, answer.conv_output_shape, (8, 8), (1, 11), 1, accepts=((8, 8), (1, 10), 1))
    assert_raises(ValueError, answer.conv_output_shape, (8, 8), 5, 0, 1, 2, accepts=((8, 8), 4, 0, 1, 2))
    assert_raises(ValueError, answer.conv_output_shape, (2, 2), 3, 0, 5, accepts=((2, 2), 2, 0, 5))


@hint("Every size must be at least 1, padding at least 0; look at both directions.")
def test_rejects_settings_that_mean_nothing(answer):
    """Inputs, kernels, strides and dilations below 1 and negative padding raise ValueError."""
    good = ((8, 8), 3, 1, 1, 1)
    for bad in (
        ((8, 8), 3, 1, 0, 1),
        ((8, 8), 3, 1, (1, -1), 1),
        ((8, 8), 3, -1, 1, 1),
        ((8, 8), 3, (0, -1), 1, 1),
        ((8, 8), 0, 1, 1, 1),
        ((8, 8), (1, -3), 1, 1, 1),
        ((8, 8), 3, 1, 1, 0),
        ((8, 8), 3, 1, 1, (-1, 1)),
        ((0, 8), 1, 1, 1, 1),
        ((8, 0), 1, 1, 1, 1),
    ):
        assert_raises(ValueError, answer.conv_output_shape, *bad, accepts=good)
