import torch

from autograder.toolkit import (
    assert_gradients,
    assert_is_gradient,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def batch(n, k, dtype=torch.float64):
    """Return random logits (n, k) and labels (n,)."""
    generator = seeded()
    logits = 2 * torch.randn(n, k, generator=generator, dtype=dtype)
    return logits, torch.randint(k, (n,), generator=generator)


@hint("The probability of the true class underflows to 0 and its log is -inf: stay in the log domain.")
def test_survives_large_logits(answer):
    """Logits of ±10⁴ in float32 give the right loss: 2·10⁴ for a confident mistake, 0 for a confident hit."""
    logits = torch.tensor([[1e4, -1e4], [1e4, -1e4], [1e4, 1e4], [-1e4, -1e4]])
    want = torch.tensor([2e4, 0.0, 0.6931472, 0.6931472])
    assert_same(
        answer.cross_entropy_from_logits(logits, torch.tensor([1, 0, 1, 0]), "none"), want, rtol=1e-7, atol=1e-3
    )


@hint("A constant added to the probability caps the loss near 27 and stops the gradient: use log-sum-exp.")
def test_is_exact_for_tiny_probabilities(answer):
    """A true class of probability e^-60 costs exactly 60, not less."""
    logits = torch.tensor([[60.0, 0.0, -5.0], [0.0, 60.0, 0.0]])
    got = answer.cross_entropy_from_logits(logits, torch.tensor([1, 2]), "none")
    assert_same(got, torch.tensor([60.0, 60.0]))


@hint("Index rows and columns together, logits[torch.arange(n), labels]; logits[:, labels] picks an n x n table.")
def test_none_gives_one_loss_per_example(answer):
    """reduction="none" returns the n losses in the order of the examples."""
    logits, labels = batch(6, 4)
    want = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    assert_same(answer.cross_entropy_from_logits(logits, labels, "none"), want)


@hint("The sum runs over the examples; each contributes the term of its true class alone.")
def test_sum_adds_the_losses(answer):
    """reduction="sum" returns the sum of the losses over the examples."""
    logits, labels = batch(6, 4)
    want = torch.nn.functional.cross_entropy(logits, labels, reduction="sum")
    assert_same(answer.cross_entropy_from_logits(logits, labels, "sum"), want)


@hint("Only one class per example contributes: divide by n.")
def test_mean_divides_by_the_number_of_examples(answer):
    """reduction="mean" divides the sum of the losses by n, not by the number of logits."""
    logits, labels = batch(6, 4)
    want = torch.nn.functional.cross_entropy(logits, labels)
    guesses = {"It looks as if the sum was divided by all n * k logits; only the n true ones contribute.": want / 4}
    assert_same(answer.cross_entropy_from_logits(logits, labels), want, guesses=guesses)


@hint("logsumexp ignores logits of -inf; 0 times -inf is nan, so do not multiply them by a one-hot zero.")
def test_ignores_absent_classes(answer):
    """Extra classes with logit -inf change neither the losses nor their mean."""
    logits, labels = batch(5, 3)
    wider = torch.cat([logits, torch.full((5, 2), -torch.inf, dtype=torch.float64)], dim=1)
    assert_same(answer.cross_entropy_from_logits(wider, labels), torch.nn.functional.cross_entropy(logits, labels))


def test_ignores_a_constant_added_to_a_row(answer):
    """Adding a constant to a row of logits changes no loss."""
    logits, labels = batch(4, 5)
    shifted = logits + torch.tensor([[3.0], [-2.0], [0.0], [100.0]], dtype=torch.float64)
    want = torch.nn.functional.cross_entropy(logits, labels, reduction="none")
    assert_same(answer.cross_entropy_from_logits(shifted, labels, "none"), want)


@hint("A certain class costs log 1 = 0; rounding must not push the loss below it by more than a hair.")
def test_is_not_negative(answer):
    """No loss is negative, however sure the classifier is of the true class."""
    logits, labels = batch(8, 4, torch.float32)
    logits[torch.arange(8), labels] += torch.arange(8) * 5.0
    got = answer.cross_entropy_from_logits(logits, labels, "none")
    assert_same(got.clamp(max=0), torch.zeros(8), atol=2e-5, saying="a loss of {got}; no loss is below 0")


@hint("Every reduction must stay in the graph: no detach(), item() or .data on the way.")
def test_gradients_match_central_differences(answer):
    """Gradients of the losses, and of their sum, with respect to the logits match central differences."""
    logits, labels = batch(4, 3)
    assert_gradients(answer.cross_entropy_from_logits, logits, labels, "none")
    assert_gradients(answer.cross_entropy_from_logits, logits, labels, "sum")


def gradient_of_the_mean(answer, logits, labels):
    """Return autograd's gradient of the mean loss, or a word without a graph (runs beside the student's code)."""
    logits = logits.clone().requires_grad_()
    loss = answer.cross_entropy_from_logits(logits, labels)
    return torch.autograd.grad(loss, logits)[0] if loss.requires_grad else "nothing"


@hint("Was the graph cut by detach(), item(), numpy() or no_grad()? And is the sum divided by n alone?")
def test_gradient_of_the_mean_matches_central_differences(answer):
    """The gradient of the mean loss matches central differences, so it can be trained on."""
    logits, labels = batch(5, 3)
    got = answer.run(gradient_of_the_mean, logits, labels)
    assert not isinstance(got, str), (
        "cross_entropy_from_logits: the mean does not depend on logits through the graph."
    )
    trusted = torch.nn.functional.cross_entropy
    assert_is_gradient({"logits": got}, of=lambda logits: trusted(logits, labels), at={"logits": logits})


@hint("Where the probability underflows, the log of it has an infinite slope: stay in the log domain.")
def test_gradient_is_finite_for_large_logits(answer):
    """The gradient stays finite, and right, at logits of 10⁴."""
    logits = torch.tensor([[1e4, 0.0, -1e4], [-1e4, 1e4, 0.0]], dtype=torch.float64)
    assert_gradients(answer.cross_entropy_from_logits, logits, torch.tensor([2, 1]), "none", atol=1e-4)


@hint("-inf minus -inf is nan, in a backward pass too: torch.logsumexp over the whole row handles absent classes.")
@hint("sqrt and log have an infinite slope at 0, and infinity times 0 is nan: where() afterwards does not mend it.")
def test_absent_classes_have_gradient_zero(answer):
    """The gradient is 0 for the logits of two absent classes in front, and finite and right for all others."""
    logits, labels = batch(4, 3)
    wider = torch.cat([torch.full((4, 2), -torch.inf, dtype=torch.float64), logits], dim=1)
    assert_gradients(answer.cross_entropy_from_logits, wider, labels + 2, "none")


@hint("A negative index counts from the end, silently: labels below 0 must be looked for as well.")
def test_rejects_a_negative_label(answer):
    """A label of -1 raises ValueError; it does not mean the last class."""
    logits = torch.zeros(2, 3)
    good = (logits, torch.tensor([0, 2]))
    assert_raises(ValueError, answer.cross_entropy_from_logits, logits, torch.tensor([0, -1]), accepts=good)


@hint("Compare labels.shape with logits.shape[:1], and logits.dim() with 2, before anything else.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Labels of shape (n, 1) or of another length, or logits with one or three axes, raise ValueError."""
    good = (torch.zeros(3, 4), torch.tensor([0, 1, 2]))
    column, short = torch.tensor([[0], [1], [2]]), torch.tensor([0, 1])
    assert_raises(ValueError, answer.cross_entropy_from_logits, torch.zeros(3, 4), column, accepts=good)
    assert_raises(ValueError, answer.cross_entropy_from_logits, torch.zeros(3, 4), short, accepts=good)
    assert_raises(ValueError, answer.cross_entropy_from_logits, torch.zeros(4), torch.tensor(1), accepts=good)
    assert_raises(ValueError, answer.cross_entropy_from_logits, torch.zeros(3, 4, 5), good[1], accepts=good)


@hint("Name the three reductions one by one, and raise ValueError for whatever is left; the last is no else.")
def test_rejects_an_unknown_reduction(answer):
    """A reduction other than "none", "sum" and "mean" raises ValueError."""
    good = (torch.zeros(2, 3), torch.tensor([0, 2]))
    assert_raises(ValueError, answer.cross_entropy_from_logits, *good, "avg", accepts=(*good, "sum"))


@hint("The mean of no numbers is 0/0: say so with ValueError rather than nan.")
def test_has_no_mean_of_no_examples(answer):
    """n = 0 raises ValueError with "mean", and n = 1 does not."""
    empty = (torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64))
    one = (torch.zeros(1, 3), torch.tensor([2]))
    assert_raises(ValueError, answer.cross_entropy_from_logits, *empty, accepts=one)


@hint("labels.min() of no labels raises RuntimeError; ((labels < 0) | (labels >= k)).any() of none is False.")
def test_sums_no_examples_to_zero(answer):
    """n = 0 gives an empty tensor with "none" and 0 with "sum"."""
    empty = (torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64))
    assert_same(answer.cross_entropy_from_logits(*empty, "none"), torch.zeros(0))
    assert_same(answer.cross_entropy_from_logits(*empty, "sum"), torch.tensor(0.0))


def test_uses_no_loop_over_examples(answer):
    """The number of tensor operations does not grow with the number of examples."""
    small, large = batch(3, 4), batch(200, 4)
    assert_vectorised(answer.cross_entropy_from_logits, small=small, large=large, over="examples")


@hint("Do not change the arguments: logits - m makes a new tensor, logits -= m does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's logits and labels are unchanged."""
    assert_pure(answer.cross_entropy_from_logits, *batch(3, 4))
