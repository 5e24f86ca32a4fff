import torch

from autograder.toolkit import assert_is_gradient, assert_normal, assert_same, hint, seeded


def draws(*shapes):
    """Return a random tensor of each shape."""
    generator = seeded()
    return [torch.randn(shape, generator=generator) for shape in shapes]


def with_parameters(answer, W, b):
    model = answer.SoftmaxRegressionScratch(*W.shape)
    with torch.no_grad():
        model.W.copy_(W)
        model.b.copy_(b)
    return model


def both_ways(answer, W, b, x):
    """Return the logits from the call and from forward (runs beside the student's code)."""
    model = with_parameters(answer, W, b)
    return model(x).detach(), model.forward(x).detach()


@hint("Keep axis 0 and flatten the others in their order; forward and the call are the same.")
def test_flattens_images_in_order(answer):
    """Images are flattened row by row, whether the model is called or forward is."""
    W, b, x = draws((12, 4), (4,), (5, 2, 2, 3))
    want = x.reshape(5, 12) @ W + b
    called, forward = answer.run(both_ways, W, b, x)
    assert_same(called, want, atol=1e-5)
    assert_same(forward, want, atol=1e-5)


def states(answer):
    """Say what kinds of tensors a fresh model has (runs beside the student's code)."""
    model = answer.SoftmaxRegressionScratch(6, 3)
    listed = model.parameters()
    return {
        "listed": type(listed).__name__,
        "same": isinstance(listed, list) and len(listed) == 2 and listed[0] is model.W and listed[1] is model.b,
        **{name: [p.is_leaf, p.requires_grad, str(p.dtype)] for name, p in (("W", model.W), ("b", model.b))},
    }


@hint("randn(..., requires_grad=True) * sigma is a product, no leaf: scale first, then requires_grad_().")
def test_parameters_are_leaves(answer):
    """W and b are leaves that require gradients, in float32."""
    seen = answer.run(states)
    for name in ("W", "b"):
        is_leaf, requires_grad, dtype = seen[name]
        assert is_leaf, f"{name} is no leaf: it is the result of an operation, and .grad stays None"
        assert requires_grad, f"{name} does not require a gradient"
        assert dtype == "torch.float32", f"{name} is {dtype}; float32 was expected"


@hint("return [self.W, self.b]: the tensors themselves, in this order, in a list.")
def test_parameters_lists_these_tensors(answer):
    """parameters() returns a list of W and b, the very same tensors."""
    seen = answer.run(states)
    assert seen["listed"] == "list", f"parameters() returned a {seen['listed']}; a list was expected"
    assert seen["same"], "the two items of parameters() are not W and b themselves, in this order"


def gradients(answer, W, b, x, weights):
    """Return gradients of a weighted sum of logits, by backward (runs beside the student's code)."""
    model = with_parameters(answer, W, b)
    x = x.clone().requires_grad_()
    (model(x) * weights).sum().backward()
    return {name: t.grad for name, t in (("x", x), ("W", model.W), ("b", model.b))}


@hint("forward uses self.W and self.b themselves: .detach(), .data and no_grad() cut the graph.")
def test_gradients_match_central_differences(answer):
    """backward fills W.grad and b.grad, and the gradient of x, as central differences say."""
    W, b, x, weights = draws((6, 3), (3,), (4, 2, 3), (4, 3))
    got = answer.run(gradients, W, b, x, weights)
    for name in ("x", "W", "b"):
        assert got[name] is not None, f"after backward from the logits, the gradient of {name} is None"
    at = {"x": x.double(), "W": W.double(), "b": b.double()}

    def weighted(x, W, b):
        return ((x.flatten(1) @ W + b) * weights).sum()

    assert_is_gradient({name: got[name].double() for name in at}, of=weighted, at=at, rtol=1e-4, atol=1e-5)


@hint("torch.normal(0, sigma, ...) takes the standard deviation; randn times sigma has it, too.")
def test_weights_are_normal_with_deviation_sigma(answer):
    """The entries of W are normal with mean 0 and standard deviation sigma, the default 0.01 too."""
    for sigma in (0.25, 0.01):
        arguments = {} if sigma == 0.01 else {"sigma": sigma}
        W = answer.SoftmaxRegressionScratch(784, 10, generator=seeded(), **arguments).W
        assert_same(W * 0, torch.zeros(784, 10), saying="W has an entry {got} that is no number")
        against = {
            "sigma was taken for the variance": (0.0, sigma**0.5),
            "sigma is not used": (0.0, 1.0 if arguments else 0.1),
            "the numbers are uniform between 0 and sigma": (sigma / 2, sigma / 12**0.5),
        }
        assert_normal(W.flatten(), 0.0, sigma, draws=7840, against=against, setting=f"sigma={sigma}")


@hint("b starts at zero: torch.zeros(num_outputs, requires_grad=True).")
def test_biases_start_at_zero(answer):
    """b is exactly 0, one entry per class."""
    assert_same(answer.SoftmaxRegressionScratch(5, 3).b, torch.zeros(3))


@hint("Give generator to the one call that draws W.")
def test_the_seed_decides_about_the_weights(answer):
    """Generators of the same seed give the same W, one that has drawn already gives another."""
    generator = torch.Generator().manual_seed(5)
    first = answer.SoftmaxRegressionScratch(20, 3, 1.0, generator).W
    again = answer.SoftmaxRegressionScratch(20, 3, 1.0, torch.Generator().manual_seed(5)).W
    other = answer.SoftmaxRegressionScratch(20, 3, 1.0, torch.Generator().manual_seed(6)).W
    assert torch.equal(first, again), "two models with generators of the same seed have different W"
    assert not torch.equal(first, other), "two models with generators of different seeds have the same W"


def predictions(answer, W, b, x):
    """Return what predict gives (runs beside the student's code)."""
    return with_parameters(answer, W, b).predict(x)


@hint("Choose among the classes of one example: argmax(dim=1), of the logits with their biases.")
def test_predicts_the_class_with_the_largest_logit(answer):
    """predict returns the class of the largest logit for each image, int64, whatever its sign."""
    W, b, x = draws((6, 5), (5,), (20, 1, 2, 3))
    b = 3 * b - 10
    assert_same(answer.run(predictions, W, b, x), (x.flatten(1) @ W + b).argmax(1))


@hint("Compare x.flatten(1).shape[1] with num_inputs: 64 images of 63 pixels also reshape to rows of 64.")
def test_rejects_another_number_of_inputs(answer):
    """Examples of 63 or 128 numbers raise ValueError where the model has 64 inputs, 64 of 63 as well."""
    model = answer.SoftmaxRegressionScratch(64, 10)
    assert model(torch.zeros(2, 64)).shape == (2, 10), "two examples of 64 numbers did not give logits (2, 10)"
    for shape in ((3, 63), (64, 63), (2, 1, 8, 16)):
        try:
            logits = model(torch.zeros(shape))
        except ValueError:
            continue
        raise AssertionError(
            f"x of shape {shape} gave a result of shape {tuple(logits.shape)} from a model with 64 inputs; "
            "ValueError was expected"
        )
