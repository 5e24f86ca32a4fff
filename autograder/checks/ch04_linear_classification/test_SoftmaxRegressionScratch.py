import torch

from autograder.toolkit import assert_same, hint, seeded


def logits_of(answer, W, b, x):
    """Return the logits of a model with these parameters (runs beside the student's code)."""
    model = answer.SoftmaxRegressionScratch(*W.shape)
    with torch.no_grad():
        model.W.copy_(W)
        model.b.copy_(b)
    return model(x).detach()


@hint("The logits are x @ W + b, with the values that W and b have now, and no softmax.")
def test_gives_one_affine_function_per_class(answer):
    """With W and b set by hand, the logits are x W + b."""
    W = torch.tensor([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
    b = torch.tensor([0.5, 0.0, -0.5])
    x = torch.tensor([[1.0, 1.0], [0.0, 2.0], [-1.0, 0.0], [3.0, -1.0]])
    want = torch.tensor([[3.5, 1.0, -1.5], [4.5, 2.0, -0.5], [-0.5, 0.0, 0.5], [1.5, -1.0, -3.5]])
    guesses = {
        "It looks as if forward takes the softmax: return logits, the loss applies the softmax.": want.softmax(1),
        "It looks as if the bias b is missing.": want - b,
    }
    assert_same(answer.run(logits_of, W, b, x), want, guesses=guesses)


def gradients(answer, x):
    """Return the gradients of a sum of logits after backward (runs beside the student's code)."""
    model = answer.SoftmaxRegressionScratch(2, 3)
    model(x).sum().backward()
    return {"W": model.W.grad, "b": model.b.grad}


@hint("W must be a leaf: multiply by sigma first, and require gradients of the result.")
def test_gradients_arrive(answer):
    """A backward from the sum of the logits leaves the sum of the examples in W.grad, their number in b.grad."""
    x = torch.tensor([[1.0, 2.0], [0.0, 3.0]])
    want = {"W": torch.tensor([[1.0] * 3, [5.0] * 3]), "b": torch.tensor([2.0] * 3)}
    for name, gradient in answer.run(gradients, x).items():
        assert gradient is not None, f"after a backward from the logits, {name}.grad is None"
        assert_same(gradient, want[name], saying=f"{{got}} in {name}.grad; {{want}} was expected")


@hint("Flatten all axes after the first: x.flatten(1).")
def test_reads_images(answer):
    """Images of shape (5, 1, 8, 8) give logits of shape (5, 10)."""
    x = torch.rand(5, 1, 8, 8, generator=seeded())
    logits = answer.SoftmaxRegressionScratch(64, 10)(x)
    assert isinstance(logits, torch.Tensor) and tuple(logits.shape) == (5, 10), (
        f"images of shape (5, 1, 8, 8) gave {tuple(getattr(logits, 'shape', ())) or type(logits).__name__}; "
        "logits of shape (5, 10) were expected"
    )
