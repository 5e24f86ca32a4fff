from autograder.toolkit import assert_raises, assert_same, hint


@hint("Offsets run over positive and negative values and 0: there are 2 * height - 1 vertical ones.")
def test_counts_offsets_of_both_signs(answer):
    """The shared layer of 3 x 5 images has 5 * 9 weights per pair of channels."""
    _, shared, _ = answer.locality_parameter_counts(3, 5, 1)
    guesses = {
        "It looks as if there was one offset per pixel: an offset may also be negative.": 15,
        "It looks as if there were 2 * height vertical offsets: 0 has no sign, so it is 2 * height - 1.": 60,
        "It looks as if offsets ran up to height and width themselves; no two pixels are that far apart.": 77,
    }
    assert_same(shared, 45, guesses=guesses)


@hint("From -delta to delta there are 2 * delta + 1 values in each direction: offset 0 counts too.")
def test_counts_the_local_offsets(answer):
    """A local layer with delta 0, 1, 2, 3 has 1, 9, 25, 49 weights."""
    for delta, want in enumerate((1, 9, 25, 49)):
        _, _, local = answer.locality_parameter_counts(6, 5, delta)
        guesses = {
            "It looks as if the offset 0 was left out.": 4 * delta**2,
            "It looks as if only offsets to one side were counted.": (delta + 1) ** 2,
        }
        assert_same(local, want, guesses=guesses)


@hint(
    "Each output channel has one stencil per input channel: every count has in_channels * out_channels as a factor."
)
def test_has_weights_for_every_pair_of_channels(answer):
    """3 x 5 images, delta 1, from 2 to 4 channels give (1800, 360, 72)."""
    assert_same(answer.locality_parameter_counts(3, 5, 1, 2, 4), (1800, 360, 72))


@hint("A neighbourhood may be as wide as the picture allows: pixels are at most min(height, width) - 1 apart.")
def test_takes_deltas_below_the_shorter_side(answer):
    """delta may be at most one less than the shorter side; a larger one raises ValueError."""
    assert_same(answer.locality_parameter_counts(4, 7, 3), (784, 91, 49))
    assert_same(answer.locality_parameter_counts(7, 4, 3), (784, 91, 49))
    assert_raises(ValueError, answer.locality_parameter_counts, 4, 7, 4, accepts=(4, 7, 3))
    assert_raises(ValueError, answer.locality_parameter_counts, 7, 4, 4, accepts=(7, 4, 3))


@hint("Look at all four sizes before you count: an image without rows or channels has no weights to count.")
def test_rejects_images_without_pixels_or_channels(answer):
    """A height, a width or a number of channels below 1 raises ValueError."""
    good = (3, 3, 0, 1, 1)
    for bad in (
        (0, 3, 0, 1, 1),
        (3, 0, 0, 1, 1),
        (-2, -2, 0, 1, 1),
        (3, 3, 0, 0, 1),
        (3, 3, 0, 1, 0),
        (3, 3, 0, -1, -1),
    ):
        assert_raises(ValueError, answer.locality_parameter_counts, *bad, accepts=good)


@hint("dense is the square of the number of pixels; local does not know how large the image is.")
def test_saves_more_on_larger_images(answer):
    """Doubling both sides multiplies the dense weights by 16 and leaves the local ones as they are."""
    dense, _, local = answer.locality_parameter_counts(6, 10, 2, 3, 2)
    want = (16 * dense, 23 * 39 * 6, local)
    assert_same(answer.locality_parameter_counts(12, 20, 2, 3, 2), want)


@hint("99999**4 is not exact in a float: multiply Python integers only.")
def test_is_exact_for_ten_gigapixels(answer):
    """Images of 99999 x 99999 pixels and 10**18 channels are counted to the last digit, in Python ints."""
    side = 99999
    assert_same(answer.locality_parameter_counts(side, side, 1), (side**4, 199997**2, 9))
    many = 10**18 + 1
    assert_same(answer.locality_parameter_counts(3, 3, 1, many, many), (81 * many**2, 25 * many**2, 9 * many**2))
