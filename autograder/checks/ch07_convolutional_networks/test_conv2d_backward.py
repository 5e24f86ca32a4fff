import torch

from autograder.toolkit import assert_same, hint


def compare(got, want, **guesses):
    """Compare grad_X, grad_W and grad_b one after the other, by name; ``guesses`` may hold some for each."""
    assert_same(got, want, atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    for name, one, other in zip(("grad_X", "grad_W", "grad_b"), got, want, strict=True):
        say = f"a {name} with {{got}} where it should have {{want}}"
        assert_same(one, other, saying=say, guesses=guesses.get(name))


@hint("With a 1x1 kernel Y = w X + b: grad_X = w grad_Y, grad_W sums X * grad_Y, grad_b sums grad_Y.")
def test_passes_a_1x1_kernel_as_worked_out_by_hand(answer):
    """For X (1 2; 3 4), the kernel 5 and grad_Y (1 0; 2 -1): grad_X is (5 0; 10 -5), grad_W 3 and grad_b 2."""
    X = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
    W = torch.tensor([[[[5.0]]]])
    grad_Y = torch.tensor([[[[1.0, 0.0], [2.0, -1.0]]]])
    want = (torch.tensor([[[[5.0, 0.0], [10.0, -5.0]]]]), torch.tensor([[[[3.0]]]]), torch.tensor([2.0]))
    averaged = {"It looks as if it was averaged over the positions: sum.": want[1] / 4}
    compare(answer.conv2d_backward(grad_Y, X, W), want, grad_W=averaged)


@hint("The middle pixel takes part in both windows: it gets 7 * 1 from the first and 5 * 2 from the second.")
def test_adds_up_where_windows_overlap(answer):
    """For X (1 2 3), the kernel (5 7) and grad_Y (1 2): grad_X is (5 17 14), grad_W (5 8) and grad_b 3."""
    X, W, grad_Y = (torch.tensor([[[row]]]) for row in ([1.0, 2.0, 3.0], [5.0, 7.0], [1.0, 2.0]))
    want = (torch.tensor([[[[5.0, 17.0, 14.0]]]]), torch.tensor([[[[5.0, 8.0]]]]), torch.tensor([3.0]))
    overwritten = "It looks as if windows overwrite each other: a pixel adds up what all its windows send (+=)."
    guesses = {
        overwritten: torch.tensor([[[[5.0, 7.0, 14.0]]]]),
        "It looks as if the kernel was turned by 180 degrees.": torch.tensor([[[[7.0, 19.0, 10.0]]]]),
    }
    compare(answer.conv2d_backward(grad_Y, X, W), want, grad_X=guesses)


@hint("The three results are, in this order, grad_X, grad_W and grad_b; grad_b has one number per output channel.")
def test_gradients_have_the_shapes_of_what_they_belong_to(answer):
    """X (2, 3, 5, 6) and W (4, 3, 3, 2) get gradients of their own shapes, and b gets one of shape (4,)."""
    X, W = torch.zeros(2, 3, 5, 6), torch.zeros(4, 3, 3, 2)
    got = answer.conv2d_backward(torch.zeros(2, 4, 3, 5), X, W)
    assert_same(got, (X, W, torch.zeros(4)))
