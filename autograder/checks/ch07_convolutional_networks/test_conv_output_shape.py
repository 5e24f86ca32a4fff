from autograder.toolkit import assert_same, hint


@hint("Padding is added on both sides, 2p in all; a window then has n + 2p - k + 1 places, less with a stride.")
def test_knows_padding_and_stride(answer):
    """8x8 with kernel (5, 3) and padding (2, 1) stays 8x8; 9x9 with kernel 3, padding 1, stride 2 gives 5x5."""
    assert_same(answer.conv_output_shape((8, 8), (5, 3), (2, 1)), (8, 8))
    assert_same(answer.conv_output_shape((9, 9), 3, 1, 2), (5, 5))


@hint("The first number of a pair belongs to the rows, the second one to the columns.")
def test_treats_rows_and_columns_apart(answer):
    """9x20 with kernel (3, 4), padding (0, 1) and stride (3, 6) gives 3x4."""
    assert_same(answer.conv_output_shape((9, 20), (3, 4), (0, 1), (3, 6)), (3, 4))


@hint("Divide by the stride and round down, and only then add 1 for the first window.")
def test_leaves_out_windows_that_stick_out(answer):
    """8x8 with kernel 3, padding 1 and stride 2 gives 4x4, with kernel 5, no padding and stride 4 one position."""
    assert_same(answer.conv_output_shape((8, 8), 3, 1, 2), (4, 4))
    assert_same(answer.conv_output_shape((8, 8), 5, 0, 4), (1, 1))
