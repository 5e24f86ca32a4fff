import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Moved first: (5 1 2) becomes (0 1 4). Moved last: (0 2 10) becomes (10 0 2). They differ most in column 0.")
def test_compares_moving_first_with_moving_last(answer):
    """f multiplies column j by j: the image (1 2 5; 0 0 0) moved right by one pixel has the error 10."""
    X = torch.tensor([[[[1.0, 2.0, 5.0], [0.0, 0.0, 0.0]]]])
    guesses = {
        "It looks as if the picture moved to the left: a positive shift[1] moves it to the right.": 5.0,
        "It looks as if f(S(X)) was compared with f(X): equivariant means that f(X) has to move as well.": 6.0,
        "It looks as if you took the largest signed difference: a difference of -10 is large too.": 2.0,
        "It looks as if the picture did not move to the right: columns are the last axis.": 0.0,
        "It looks as if you averaged the differences: the largest one is asked for.": 13 / 6,
    }
    assert_same(answer.equivariance_error(_times_column, X, (0, 1)), 10.0, guesses=guesses)


@hint("In this mode f(X) stays where it is: compare f(S(X)) with f(X).")
def test_compares_with_the_unmoved_result_in_mode_invariant(answer):
    """The same f and image have the error 6 in mode 'invariant'."""
    X = torch.tensor([[[[1.0, 2.0, 5.0], [0.0, 0.0, 0.0]]]])
    guesses = {"It looks as if f(X) was moved in this mode too.": 10.0}
    assert_same(answer.equivariance_error(_times_column, X, (0, 1), "invariant"), 6.0, guesses=guesses)


@hint("Move the last two axes by shift, once before f and once after it.")
def test_finds_no_error_in_a_circular_convolution(answer):
    """A 3x3 convolution whose border wraps around is equivariant, and its global average is invariant."""
    generator = seeded()
    X = torch.randn(2, 1, 6, 7, generator=generator, dtype=torch.float64)
    K = torch.randn(3, 1, 3, 3, generator=generator, dtype=torch.float64)

    def convolve(images):
        return torch.nn.functional.conv2d(torch.nn.functional.pad(images, (1, 1, 1, 1), mode="circular"), K)

    def average(images):
        return convolve(images).mean((2, 3))

    assert_same(answer.equivariance_error(convolve, X, (2, -3)), 0.0, atol=1e-9)
    assert_same(answer.equivariance_error(average, X, (2, -3), "invariant"), 0.0, atol=1e-9)


def _times_column(images):
    """Multiply column j by j."""
    return images * torch.arange(images.shape[-1])
