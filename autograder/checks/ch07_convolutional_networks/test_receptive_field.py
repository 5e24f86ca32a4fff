from autograder.toolkit import assert_same, hint


@hint("Neighbouring windows overlap: each layer adds kernel - 1 to what its input sees, not kernel.")
def test_sees_as_much_with_two_small_kernels_as_with_a_large_one(answer):
    """Two 3x3 layers see 5 pixels in a row, as one 5x5 layer does."""
    assert_same(answer.receptive_field([(3, 1), (3, 1)]), (5, 1))
    assert_same(answer.receptive_field([(5, 1)]), (5, 1))


@hint("A stride widens the steps of the layers after it; its own layer's kernel moves over neighbours still.")
def test_knows_which_layers_a_stride_widens(answer):
    """[(3, 2), (3, 1)] gives (7, 2) and [(3, 1), (3, 2)] gives (5, 2)."""
    assert_same(answer.receptive_field([(3, 2), (3, 1)]), (7, 2))
    assert_same(answer.receptive_field([(3, 1), (3, 2)]), (5, 2))
