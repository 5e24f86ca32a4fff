import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def shapes(answer, x):
    """Return the shapes of logits and parameters (runs beside the student's code)."""
    model = answer.SoftmaxRegression(64, 10)
    return list(model(x).shape), [list(p.shape) for p in model.parameters()]


@hint("Flatten all axes after the first, then one nn.Linear(num_inputs, num_outputs) with its bias.")
def test_is_one_affine_layer_on_flat_images(answer):
    """Images of shape (5, 1, 8, 8) give logits (5, 10), by a weight of shape (10, 64) and a bias: 650 numbers."""
    of_logits, of_parameters = answer.run(shapes, torch.rand(5, 1, 8, 8, generator=seeded()))
    assert of_logits == [5, 10], (
        f"images of shape (5, 1, 8, 8) gave logits of shape {of_logits}; [5, 10] was expected"
    )
    assert of_parameters == [[10, 64], [10]], (
        f"the parameters have the shapes {of_parameters}; [[10, 64], [10]] was expected"
    )


def loss_of(answer, logits, labels):
    """Return the loss (runs beside the student's code)."""
    return answer.SoftmaxRegression(2, logits.shape[1]).loss(logits, labels).detach()


@hint("The library's cross-entropy takes logits and returns the mean: no softmax before it, and no nll_loss.")
def test_loss_by_hand(answer):
    """Logits that give the labels the probabilities 1/2 and 1/4 have the loss (log 2 + log 4) / 2."""
    got = answer.run(loss_of, torch.tensor([[1.0, 1.0], [math.log(3), 0.0]]), torch.tensor([0, 1]))
    want = torch.tensor((math.log(2) + math.log(4)) / 2)
    guesses = {
        "It looks as if the losses were added up; their mean was asked for.": 2 * want,
        "It looks as if logits were taken for log-probabilities.": torch.tensor(-0.5),
        "It looks as if the softmax is taken twice: the library's loss takes it already.": torch.tensor(
            (math.log(2) + math.log(1 + math.exp(0.5))) / 2
        ),
    }
    assert_same(got, want, guesses=guesses)
