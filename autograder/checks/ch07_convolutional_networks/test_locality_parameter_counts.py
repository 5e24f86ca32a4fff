from autograder.toolkit import assert_raises, assert_same, hint


@hint("dense is height * width inputs for each of height * width outputs; shared and local count offsets.")
def test_counts_one_megapixel(answer):
    """1000 x 1000 pixels with delta 2 give 10**12 weights, 3,996,001 shared ones and 25 local ones."""
    got = answer.locality_parameter_counts(1000, 1000, 2)
    assert_same(got, (10**12, 1999**2, 25))


@hint("Check delta before you count: below 0 there is no neighbourhood to speak of.")
def test_rejects_a_negative_delta(answer):
    """delta = -1 raises ValueError."""
    assert_raises(ValueError, answer.locality_parameter_counts, 8, 8, -1, accepts=(8, 8, 0))
