import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Each window hands its gradient to the pixel where its maximum stands; all others get 0.")
def test_gives_each_gradient_to_the_winner(answer):
    """For the 3x3 image 0..8, 2x2 windows, stride (1, 1) and grad_Y (1 2; 3 4): (0 0 0; 0 1 2; 0 3 4)."""
    X = torch.arange(9.0).reshape(1, 1, 3, 3)
    grad_Y = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    want = torch.tensor([[[[0.0, 0.0, 0.0], [0.0, 1.0, 2.0], [0.0, 3.0, 4.0]]]])
    averaged = torch.tensor([[[[0.25, 0.75, 0.5], [1.0, 2.5, 1.5], [0.75, 1.75, 1.0]]]])
    upper_left = torch.tensor([[[[1.0, 2.0, 0.0], [3.0, 4.0, 0.0], [0.0, 0.0, 0.0]]]])
    guesses = {
        "It looks as if the gradient was spread over the window, as in average pooling.": averaged,
        "It looks as if the gradient went to the corner where each window begins.": upper_left,
    }
    assert_same(answer.max_pool2d_backward(grad_Y, X, (2, 2), (1, 1)), want, guesses=guesses)


@hint("Every window passes its gradient on exactly once; a pixel that wins several windows adds up.")
def test_loses_and_invents_nothing(answer):
    """In each image and channel, grad_X sums to what grad_Y sums to."""
    generator = seeded()
    X = torch.randn(2, 3, 6, 7, generator=generator, dtype=torch.float64)
    grad_Y = torch.randn(2, 3, 2, 5, generator=generator, dtype=torch.float64)
    grad_X = answer.max_pool2d_backward(grad_Y, X, (3, 3), (2, 1))
    assert_same(grad_X, X, atol=torch.inf)  # the form only: a tensor, its shape and dtype
    say = "a grad_X that sums to {got} in one channel, where grad_Y sums to {want}"
    assert_same(grad_X.sum((2, 3)), grad_Y.sum((2, 3)), saying=say)
