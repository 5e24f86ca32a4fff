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
def test_equal_logits_cost_log_k(answer):
    """Equal logits for five classes have the loss log 5, whatever the labels."""
    got = answer.run(loss_of, torch.full((3, 5), 2.0), torch.tensor([0, 4, 1]))
    want = torch.tensor(math.log(5))
    guesses = {
        "It looks as if the losses were added up; their mean was asked for.": 3 * want,
        "It looks as if logits were taken for log-probabilities.": torch.tensor(-2.0),
    }
    assert_same(got, want, guesses=guesses)
