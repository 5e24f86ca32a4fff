import torch

from autograder.toolkit import assert_same, hint


@hint("Move a 2x2 window over the image by one pixel at a time and keep the largest entry, or the mean.")
def test_pools_a_small_image(answer):
    """The 3x3 image 0..8, 2x2 windows and stride (1, 1) give the maxima (4 5; 7 8) and the means (2 3; 5 6)."""
    X = torch.arange(9.0).reshape(1, 1, 3, 3)
    blurred = {
        "It looks as if the window was summed up and not divided.": torch.tensor([[[[8.0, 12.0], [20.0, 24.0]]]])
    }
    assert_same(answer.pool2d(X, (2, 2), "max", (1, 1)), torch.tensor([[[[4.0, 5.0], [7.0, 8.0]]]]))
    assert_same(
        answer.pool2d(X, (2, 2), "avg", (1, 1)), torch.tensor([[[[2.0, 3.0], [5.0, 6.0]]]]), guesses=blurred
    )


@hint(
    "Without a stride the windows lie side by side (stride = kernel_size), and every channel is pooled by itself."
)
def test_output_has_the_promised_shape(answer):
    """X (2, 3, 8, 8) with 2x2 windows and no stride gives (2, 3, 4, 4)."""
    assert_same(answer.pool2d(torch.zeros(2, 3, 8, 8), (2, 2)), torch.zeros(2, 3, 4, 4))


@hint("Each window holds one pixel and three padded places: these never win, and they count as 0 in the mean.")
def test_padded_places_never_win(answer):
    """The image (-1 -2; -3 -4), 2x2 windows and padding (1, 1): the maxima are the pixels, the means a quarter."""
    X = torch.tensor([[[[-1.0, -2.0], [-3.0, -4.0]]]])
    zeros = {"It looks as if padded zeros won the maximum.": torch.zeros_like(X)}
    assert_same(answer.pool2d(X, (2, 2), "max", None, (1, 1)), X, guesses=zeros)
    real = {"It looks as if sums were divided by the number of real pixels; the task says kh * kw.": X}
    assert_same(answer.pool2d(X, (2, 2), "avg", None, (1, 1)), X / 4, guesses=real)
