import torch

from autograder.toolkit import assert_same, hint

SHAPES = [[6, 1, 5, 5], [6], [16, 6, 5, 5], [16], [120, 400], [120], [84, 120], [84], [10, 84], [10]]


def _shapes(answer):
    return [list(parameter.shape) for parameter in answer.LeNet().parameters()]


@hint("Without padding 2 in the first convolution the dense part sees 256 features and not 400.")
def test_registers_ten_tensors_in_the_order_of_the_layers(answer):
    """LeNet().parameters() are weight and bias of the five layers in order, 61,706 numbers in all."""
    got = answer.run(_shapes)
    assert got, (
        "LeNet().parameters() are none at all: make the layers attributes, or one nn.Sequential, not a plain list"
    )
    assert got == SHAPES, f"LeNet().parameters() have the shapes {got}; expected were {SHAPES}"


@hint("One row of ten logits per picture; flatten keeps the axis of the pictures.")
def test_gives_one_row_of_logits_per_picture(answer):
    """X (3, 1, 28, 28) gives logits of shape (3, 10)."""
    assert_same(answer.LeNet()(torch.zeros(3, 1, 28, 28)), torch.zeros(3, 10), atol=torch.inf)


@hint("Draw each weight uniformly from [-r, r] and set each bias to 0: the library's layers begin in another way.")
def test_starts_by_glorots_rule(answer):
    """The largest of the 120x400 new weights is almost r = sqrt(6/520) = 0.1074, and their biases are 0."""
    largest = answer.run(_largest)
    assert len(largest) == 2, f"LeNet().parameters() are {largest}: make the layers attributes, not a plain list"
    weight, bias = largest
    # None of 48,000 uniform weights beyond 0.99 r has probability 0.99^48000 < 1e-200.
    said = f"the largest weight of the first dense layer is {weight:.4f}; between 0.1063 and 0.1075 is right"
    assert 0.1063 < weight < 0.1075, said
    assert bias == 0, f"the largest bias of the first dense layer is {bias:.4f}; all begin at 0"


def _largest(answer):
    return [float(parameter.detach().abs().max()) for parameter in list(answer.LeNet().parameters())[4:6]]
