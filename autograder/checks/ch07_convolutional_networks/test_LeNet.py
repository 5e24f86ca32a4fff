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
