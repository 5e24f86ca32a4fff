import torch

from autograder.toolkit import assert_same, hint


@hint("Every output channel sums over all input channels; the kernel is laid on the image without flipping it.")
def test_adds_up_the_input_channels(answer):
    """Two 3x3 channels with the kernels (0 1; 2 3) and (1 2; 3 4) give (56 72; 104 120)."""
    X = torch.stack([torch.arange(9.0), torch.arange(1.0, 10.0)]).reshape(1, 2, 3, 3)
    W = torch.tensor([[[[0.0, 1.0], [2.0, 3.0]], [[1.0, 2.0], [3.0, 4.0]]]])
    one_channel = "It looks as if one input channel alone was used: every output channel sums over all of them."
    guesses = {
        "It looks as if the kernel was flipped: lay it on the image as it stands.": torch.nn.functional.conv2d(
            X, W.flip(2, 3)
        ),
        "It looks as if the kernel was transposed.": torch.nn.functional.conv2d(X, W.mT),
        one_channel: torch.nn.functional.conv2d(X[:, :1], W[:, :1]),
    }
    assert_same(answer.conv2d(X, W), torch.tensor([[[[56.0, 72.0], [104.0, 120.0]]]]), guesses=guesses)


def test_output_has_the_promised_shape(answer):
    """X (2, 3, 8, 8), W (5, 3, 3, 3), padding (1, 1) and stride (2, 2) give (2, 5, 4, 4)."""
    got = answer.conv2d(torch.ones(2, 3, 8, 8), torch.zeros(5, 3, 3, 3), None, (1, 1), (2, 2))
    assert_same(got, torch.zeros(2, 5, 4, 4))


@hint("b[o] belongs to axis 1, the output channels: view it as (1, c_out, 1, 1).")
def test_adds_the_bias_to_its_channel(answer):
    """With kernels of zeros, output channel o is b[o] everywhere."""
    b = torch.tensor([1.0, -2.0, 3.0])
    want = b.reshape(1, 3, 1, 1).expand(2, 3, 3, 3)
    guesses = {
        "It looks as if b was added along the columns of the picture.": b.expand(2, 3, 3, 3),
        "It looks as if b was added along the rows of the picture.": b.unsqueeze(1).expand(2, 3, 3, 3),
        "It looks as if b was left out.": torch.zeros(2, 3, 3, 3),
    }
    assert_same(answer.conv2d(torch.ones(2, 2, 4, 4), torch.zeros(3, 2, 2, 2), b), want, guesses=guesses)
