from autograder.toolkit import assert_same, hint


@hint("Padding is added on both sides, 2p in all; a window then has n + 2p - k + 1 places, less with a stride.")
def test_knows_padding_and_stride(answer):
    """8x8 with kernel (5, 3) and padding (2, 1) stays 8x8; kernel 3, padding 1, stride 2 gives 4x4."""
    assert_same(answer.conv_output_shape((8, 8), (5, 3), (2, 1)), (8, 8))
    assert_same(answer.conv_output_shape((8, 8), 3, 1, 2), (4, 4))


@hint("Divide by the stride and round down, then add 1. The first number of a pair belongs to the rows.")
def test_treats_rows_and_columns_apart(answer):
    """8x8 with kernel (3, 5), padding (0, 1) and stride (3, 4) gives 2x2, and 9x20 gives 3x5."""
    assert_same(answer.conv_output_shape((8, 8), (3, 5), (0, 1), (3, 4)), (2, 2))
    assert_same(answer.conv_output_shape((9, 20), (3, 5), (0, 1), (3, 4)), (3, 5))
