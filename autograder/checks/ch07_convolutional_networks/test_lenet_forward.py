import torch
import torch.nn.functional as F

from autograder.toolkit import assert_same, hint, seeded

SHAPES = [(6, 1, 5, 5), (6,), (16, 6, 5, 5), (16,), (120, 400), (120,), (84, 120), (84,), (10, 84), (10,)]


@hint("Follow the table of LeNet line by line, and compare the shapes on the way.")
def test_agrees_with_the_network_of_the_table(answer):
    """With random parameters the logits are those of the library's layers, to 1e-5."""
    generator = seeded()
    params = [torch.randn(shape, generator=generator) / shape[-1] ** 0.5 for shape in SHAPES]
    X = torch.rand(2, 1, 28, 28, generator=generator)
    W1, b1, W2, b2, W3, b3, W4, b4, W5, b5 = params
    H = F.avg_pool2d(torch.sigmoid(F.conv2d(X, W1, b1, padding=2)), 2)
    H = F.avg_pool2d(torch.sigmoid(F.conv2d(H, W2, b2)), 2).flatten(1)
    H = torch.sigmoid(F.linear(torch.sigmoid(F.linear(H, W3, b3)), W4, b4))
    want = F.linear(H, W5, b5)
    guesses = {
        "It looks as if a sigmoid stands at the end: the last layer returns logits.": want.sigmoid(),
        "It looks as if a softmax stands at the end: the last layer returns logits.": want.softmax(1),
        "It looks as if the last bias was left out.": want - b5,
    }
    assert_same(answer.lenet_forward(X, params), want, guesses=guesses)


@hint("All sigmoids of 0 are a half, and the last layer adds up 84 of them; it has no sigmoid of its own.")
def test_passes_halves_through_empty_layers(answer):
    """With zeros everywhere but ones in W5 and b5 = (0, 1, ..., 9), every row is 42, 43, ..., 51."""
    params = [torch.zeros(shape) for shape in SHAPES]
    params[8], params[9] = torch.ones(10, 84), torch.arange(10.0)
    got = answer.lenet_forward(torch.ones(3, 1, 28, 28), params)
    assert_same(got, torch.arange(42.0, 52.0).expand(3, 10))
