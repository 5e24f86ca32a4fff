import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def example(*shape):
    """Return random logits and soft targets of the shape, float64."""
    generator = seeded()
    logits = 3 * torch.randn(shape, generator=generator, dtype=torch.float64)
    return logits, torch.rand(shape, generator=generator, dtype=torch.float64)


def loss(logits, targets):
    """Return the loss by its definition, good for moderate logits."""
    p = torch.sigmoid(logits)
    return -(targets * p.log() + (1 - targets) * (1 - p).log()).mean()


@hint("sigmoid(1000) is exactly 1 and log(1 - 1) is -inf: rewrite the loss with log(1 + exp(-|z|)).")
def test_survives_large_logits(answer):
    """Logits of ±1000 in float32 give 0 for the right label and 1000 for the wrong one."""
    for z, y, want in ((1000.0, 1.0, 0.0), (-1000.0, 0.0, 0.0), (1000.0, 0.0, 1000.0), (-1000.0, 1.0, 1000.0)):
        got = answer.binary_cross_entropy_from_logits(torch.tensor([z]), torch.tensor([y]))
        assert_same(
            got, torch.tensor(want), saying=f"{{got}} for the logit {z:g} and the target {y:g}, not {{want}}"
        )


@hint("Probabilities that are clipped, or moved by a small number, cap the loss: stay with the logits.")
def test_is_exact_for_tiny_probabilities(answer):
    """A label of probability e^-40 costs exactly 40."""
    got = answer.binary_cross_entropy_from_logits(torch.tensor([40.0, -40.0]), torch.tensor([0.0, 1.0]))
    assert_same(got, torch.tensor(40.0))


@hint("Both labels contribute, y log s(z) and (1 - y) log(1 - s(z)), and the mean runs over all entries.")
def test_soft_targets_in_any_shape(answer):
    """Random logits and soft targets give the mean over all entries, whatever the shape."""
    for shape in ((7,), (3, 4), (2, 3, 2), ()):
        logits, targets = example(*shape)
        per_row = loss(logits, targets) * (logits.numel() / len(logits) if shape else 1)
        guesses = {
            "It looks as if the losses were added up; their mean was asked for.": loss(logits, targets)
            * logits.numel(),
            "It looks as if the sum was divided by the number of rows; each entry counts.": per_row,
        }
        assert_same(
            answer.binary_cross_entropy_from_logits(logits, targets), loss(logits, targets), guesses=guesses
        )


def test_exchanging_the_classes_changes_nothing(answer):
    """With -z for z and 1 - y for y the loss is the same."""
    logits, targets = example(6)
    got = answer.binary_cross_entropy_from_logits(-logits, 1 - targets)
    assert_same(got, answer.binary_cross_entropy_from_logits(logits, targets))


def test_is_the_cross_entropy_of_two_logits(answer):
    """For labels 0 and 1 the loss is the softmax cross-entropy of the two logits (0, z)."""
    logits, _ = example(8)
    labels = torch.randint(2, (8,), generator=seeded())
    want = torch.nn.functional.cross_entropy(torch.stack([torch.zeros(8).double(), logits], dim=1), labels)
    assert_same(answer.binary_cross_entropy_from_logits(logits, labels.double()), want)


@hint("The result has the dtype of logits, whatever that of targets.")
def test_has_the_dtype_of_the_logits(answer):
    """float32 logits and float64 targets give a float32 loss, float64 logits and float32 targets a float64 one."""
    logits, targets = example(5)
    exact = targets.float().double()
    got = answer.binary_cross_entropy_from_logits(logits.float(), targets)
    assert_same(got, loss(logits, targets).float(), rtol=1e-5)
    assert_same(answer.binary_cross_entropy_from_logits(logits, targets.float()), loss(logits, exact), rtol=1e-7)


def test_gradients_match_central_differences(answer):
    """Gradients with respect to logits and targets match central differences."""
    assert_gradients(answer.binary_cross_entropy_from_logits, *example(3, 4))


def slope(answer, logits, targets):
    """Return autograd's gradient with respect to the logits, or a word (runs beside the student's code)."""
    logits = logits.clone().requires_grad_()
    value = answer.binary_cross_entropy_from_logits(logits, targets)
    return torch.autograd.grad(value, logits)[0] if value.requires_grad else "nothing"


@hint("clamp(z, min=0) and relu(z) have the slope 1 or 0 at z = 0, not 1/2: use softplus or torch.maximum.")
def test_gradient_at_logit_zero(answer):
    """At z = 0 exactly the derivative is (1/2 - y) / n."""
    targets = torch.tensor([0.0, 1.0, 0.3, 0.5], dtype=torch.float64)
    got = answer.run(slope, torch.zeros(4, dtype=torch.float64), targets)
    assert not isinstance(got, str), "binary_cross_entropy_from_logits: the loss is cut from the logits."
    assert_same(got, (0.5 - targets) / 4, saying="a gradient with {got} at z = 0, where it is {want}")


@hint("inf times 0 is nan, in a backward pass too: nothing may overflow on the way.")
def test_gradient_is_right_for_large_logits(answer):
    """At logits of ±1000 in float32 the derivative is (s(z) - y) / n, with no nan."""
    logits = torch.tensor([1000.0, 1000.0, -1000.0, -1000.0])
    got = answer.run(slope, logits, torch.tensor([0.0, 1.0, 0.0, 1.0]))
    assert not isinstance(got, str), "binary_cross_entropy_from_logits: the loss is cut from the logits."
    want = torch.tensor([0.25, 0.0, 0.0, -0.25])
    assert_same(got, want, saying="a gradient with {got} at a logit of size 1000, where it is {want}")


@hint("Below 0, above 1 and nan: ask whether all targets are inside, (targets >= 0) & (targets <= 1).")
def test_rejects_targets_that_are_no_probabilities(answer):
    """A target of -0.1, of 1.1 or nan raises ValueError."""
    good = (torch.zeros(2), torch.tensor([0.0, 1.0]))
    for bad in (-0.1, 1.1, torch.nan):
        targets = torch.tensor([0.5, bad])
        assert_raises(ValueError, answer.binary_cross_entropy_from_logits, torch.zeros(2), targets, accepts=good)


@hint("targets.is_floating_point() tells.")
def test_rejects_integer_targets(answer):
    """Targets of an integer dtype raise ValueError."""
    good = (torch.zeros(2), torch.tensor([0.0, 1.0]))
    labels = torch.tensor([0, 1])
    assert_raises(ValueError, answer.binary_cross_entropy_from_logits, torch.zeros(2), labels, accepts=good)


@hint("Shapes (n, 1) and (n,) broadcast to a table of n x n losses: compare the shapes first.")
def test_rejects_shapes_that_differ(answer):
    """Logits (n, 1) with targets (n,), and other shapes that differ, raise ValueError."""
    good = (torch.zeros(3), torch.ones(3))
    for shape in ((3, 1), (1,), (2,), ()):
        args = torch.zeros(shape), torch.ones(3)
        assert_raises(ValueError, answer.binary_cross_entropy_from_logits, *args, accepts=good)


@hint("The mean of no numbers is 0/0: say so with ValueError rather than nan.")
def test_rejects_no_entries(answer):
    """No entries raise ValueError."""
    good = (torch.zeros(1), torch.ones(1))
    empty = torch.zeros(0)
    assert_raises(ValueError, answer.binary_cross_entropy_from_logits, empty, empty.clone(), accepts=good)


@hint("Do not change the arguments: no name with a trailing underscore, no +=.")
def test_leaves_the_arguments_alone(answer):
    """The caller's logits and targets are unchanged."""
    assert_pure(answer.binary_cross_entropy_from_logits, *example(5))
