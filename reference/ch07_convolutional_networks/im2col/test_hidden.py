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


def arranged(X, kernel_size, padding, stride):
    """Return what well-known mistakes make of the windows, by the sentence about them."""
    (kh, kw), (ph, pw), (sh, sw) = kernel_size, padding, stride
    views = torch.nn.functional.pad(X, (pw, pw, ph, ph)).unfold(2, kh, sh).unfold(3, kw, sw)

    def columns(*axes):
        return views.permute(*axes).flatten(4).flatten(1, 3)

    return {
        "It looks as if the windows were listed down the image; they go row by row.": columns(0, 1, 4, 5, 3, 2),
        "It looks as if a window was listed down its columns; it goes row by row.": columns(0, 1, 5, 4, 2, 3),
        "It looks as if a column lists the kernel entries first and the channel last.": columns(0, 4, 5, 1, 2, 3),
        "It looks as if the axes are grouped wrongly: c, kh and kw make the rows, oh and ow the columns.": (
            columns(0, 1, 2, 3, 4, 5)
        ),
        "It looks as if the unfolded view was reshaped before its axes were put in order.": (
            views.reshape(len(views), -1, views.shape[2] * views.shape[3])
        ),
    }


@hint("The first number of padding and of stride belongs to the rows, the second to the columns.")
def test_pads_and_strides_rows_and_columns_apart(answer):
    """A (3, 2) kernel, padding (1, 2) and stride (2, 3) on 7x8 images give the same columns as the library."""
    X = torch.randn(2, 3, 7, 8, generator=seeded())
    unfold, pad = torch.nn.functional.unfold, torch.nn.functional.pad
    repeated, wrapped = (pad(X, (2, 2, 1, 1), mode=mode) for mode in ("replicate", "circular"))
    guesses = {
        **arranged(X, (3, 2), (1, 2), (2, 3)),
        "It looks as if the numbers of stride were exchanged.": unfold(X, (3, 2), padding=(1, 2), stride=(3, 2)),
        "It looks as if the numbers of padding were exchanged.": unfold(X, (3, 2), padding=(2, 1), stride=(2, 3)),
        "It looks as if the padding repeats the border; it is zeros.": unfold(repeated, (3, 2), stride=(2, 3)),
        "It looks as if the padding wraps around the image; it is zeros.": unfold(wrapped, (3, 2), stride=(2, 3)),
    }
    want = unfold(X, (3, 2), padding=(1, 2), stride=(2, 3))
    assert_same(answer.im2col(X, (3, 2), (1, 2), (2, 3)), want, rtol=0, atol=0, guesses=guesses)


def test_takes_one_column_when_the_window_is_the_image(answer):
    """A kernel as large as the padded image gives exactly one column: the padded image itself."""
    X = torch.randn(2, 2, 3, 4, generator=seeded())
    padded = torch.zeros(2, 2, 5, 4)
    padded[:, :, 1:4] = X
    guesses = arranged(X, (5, 4), (1, 0), (2, 3))
    with_one_window = ("windows were listed down", "reshaped before")  # no mistake here
    guesses = {said: value for said, value in guesses.items() if not any(word in said for word in with_one_window)}
    got = answer.im2col(X, (5, 4), (1, 0), (2, 3))
    assert_same(got, padded.reshape(2, 40, 1), rtol=0, atol=0, guesses=guesses)


@hint("Make the result out of X (padding, slicing, X.new_zeros): torch.zeros alone has the default dtype.")
def test_keeps_the_dtype(answer):
    """float64 and integer images give columns of the same dtype, with exact values and zeros in the padding."""
    for dtype in (torch.float64, torch.int64):
        X = torch.tensor([[2**24 + 1, 7]]).reshape(1, 1, 1, 2).to(dtype)
        want = torch.tensor([[0, 2**24 + 1, 7], [2**24 + 1, 7, 0]]).reshape(1, 2, 3).to(dtype)
        above = torch.tensor([[0, 2**24 + 1, 0], [0, 7, 0]]).reshape(1, 2, 3).to(dtype)
        guesses = {
            "It looks as if the numbers of padding were exchanged.": above,
            "It looks as if the axes are grouped wrongly: kh and kw make the rows, oh and ow the columns.": want.mT,
        }
        assert_same(answer.im2col(X, (1, 2), (0, 1)), want, rtol=0, atol=0, guesses=guesses)


@hint("A pixel that lies in several windows collects the gradients of all of them: stay inside tensor operations.")
def test_gradients_match_central_differences(answer):
    """Gradients through overlapping, padded windows match central differences."""
    X = torch.randn(2, 2, 4, 5, generator=seeded(), dtype=torch.float64)
    assert_gradients(answer.im2col, X, (3, 2), (1, 0), (1, 2))


@hint("Let one slice (one kernel entry, all windows) or one unfolded view replace the loop over positions.")
def test_does_not_loop_over_windows(answer):
    """The number of tensor operations is the same for small and for large images."""
    generator = seeded()
    small = torch.randn(2, 2, 8, 8, generator=generator)
    large = torch.randn(4, 3, 32, 32, generator=generator)
    assert_vectorised(
        answer.im2col,
        small=(small, (3, 3), (1, 1), (2, 2)),
        large=(large, (3, 3), (1, 1), (2, 2)),
        over="images, channels or window positions",
    )


@hint("Compare kh and kw with the sizes of the padded image, h + 2 ph and w + 2 pw, before you cut windows out.")
def test_rejects_a_window_larger_than_the_padded_image(answer):
    """A window that does not fit into the padded image, in either direction, raises ValueError."""
    X = torch.zeros(1, 1, 3, 3)
    assert_raises(ValueError, answer.im2col, X, (5, 5), accepts=(X, (5, 5), (1, 1)))
    assert_raises(ValueError, answer.im2col, X, (6, 1), (1, 1), accepts=(X, (5, 1), (1, 1)))
    assert_raises(ValueError, answer.im2col, X, (1, 4), (1, 0), accepts=(X, (1, 3), (1, 0)))


def test_rejects_settings_that_mean_nothing(answer):
    """An entry of kernel_size or stride below 1, or negative padding, raises ValueError."""
    X = torch.zeros(1, 1, 4, 4)
    good = (X, (2, 2), (0, 0), (1, 1))
    assert_raises(ValueError, answer.im2col, X, (2, 2), (0, 0), (0, 1), accepts=good)
    assert_raises(ValueError, answer.im2col, X, (2, 2), (0, 0), (1, -1), accepts=good)
    assert_raises(ValueError, answer.im2col, X, (2, 0), (0, 0), (1, 1), accepts=good)
    assert_raises(ValueError, answer.im2col, X, (2, 2), (-1, 0), (1, 1), accepts=good)


@hint("Compare X.dim() with 4 before anything else: a single image (c, h, w) is no batch.")
def test_rejects_tensors_without_four_axes(answer):
    """An X that is not of the form (n, c, h, w) raises ValueError."""
    good = (torch.zeros(1, 1, 4, 4), (2, 2))
    assert_raises(ValueError, answer.im2col, torch.zeros(1, 4, 4), (2, 2), accepts=good)
    assert_raises(ValueError, answer.im2col, torch.zeros(1, 1, 1, 4, 4), (2, 2), accepts=good)


@hint("Methods that end in _ change the caller's tensor: transpose makes a view, transpose_ does not.")
def test_leaves_the_images_alone(answer):
    """The caller's images are unchanged."""
    assert_pure(answer.im2col, torch.randn(2, 3, 4, 4, generator=seeded()), (2, 2), (1, 1))
