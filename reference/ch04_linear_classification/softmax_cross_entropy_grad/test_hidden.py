import torch

from autograder.toolkit import assert_is_gradient, assert_pure, assert_raises, assert_same, hint, seeded


def batch(n, k, dtype=torch.float64):
    """Return random logits (n, k) and labels (n,)."""
    generator = seeded()
    logits = 2 * torch.randn(n, k, generator=generator, dtype=dtype)
    return logits, torch.randint(k, (n,), generator=generator)


@hint("The loss is a mean over the batch: divide the whole difference of softmax and one-hot vectors by n.")
def test_is_the_gradient_of_the_mean_loss(answer):
    """The result agrees with central differences of the mean cross-entropy."""
    logits, labels = batch(5, 4)
    got = answer.softmax_cross_entropy_grad(logits, labels)
    loss = torch.nn.functional.cross_entropy
    assert_is_gradient({"logits": got}, of=lambda logits: loss(logits, labels), at={"logits": logits})


@hint("The softmax of a row runs over its classes, axis 1, and for each row by itself.")
def test_treats_every_example_by_itself(answer):
    """In a batch of four, each example has a quarter of the gradient that it has alone."""
    logits, labels = batch(4, 4)
    alone = [answer.softmax_cross_entropy_grad(logits[i : i + 1], labels[i : i + 1]) for i in range(4)]
    assert_same(answer.softmax_cross_entropy_grad(logits, labels), torch.cat(alone) / 4)


@hint("exp overflows for large logits and gives inf/inf: subtract the largest logit of the row first.")
def test_survives_large_logits(answer):
    """At logits of ±10⁴ a confident mistake gives -1/n and 1/n, a confident hit 0, all finite."""
    logits = torch.tensor([[1e4, -1e4], [1e4, -1e4], [-1e4, -1e4], [0.0, 1e4]])
    want = torch.tensor([[1.0, -1.0], [0.0, 0.0], [-0.5, 0.5], [-1.0, 1.0]]) / 4
    assert_same(answer.softmax_cross_entropy_grad(logits, torch.tensor([1, 0, 0, 0])), want, atol=1e-3)


@hint("one_hot gives float32 unless it is told otherwise, and nothing needs converting: dtype=logits.dtype.")
def test_keeps_the_dtype_of_the_logits(answer):
    """float64 logits give a float64 result, exact to float64."""
    logits, labels = batch(3, 5)
    want = (torch.softmax(logits, 1) - torch.eye(5, dtype=torch.float64)[labels]) / 3
    assert_same(answer.softmax_cross_entropy_grad(logits, labels), want)


@hint("The mean of no losses is 0/0: say so with ValueError rather than an empty table.")
def test_has_no_gradient_for_no_examples(answer):
    """n = 0 raises ValueError."""
    good = (torch.zeros(2, 3), torch.tensor([0, 2]))
    empty = (torch.zeros(0, 3), torch.zeros(0, dtype=torch.int64))
    assert_raises(ValueError, answer.softmax_cross_entropy_grad, *empty, accepts=good)


@hint("Compare labels.shape with logits.shape[:1], and logits.dim() with 2, before anything else.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Labels of shape (n, 1) or of another length, or logits of another number of axes, raise ValueError."""
    good = (torch.zeros(3, 3), torch.tensor([0, 1, 2]))
    column, short, one = torch.tensor([[0], [1], [2]]), torch.tensor([0, 1]), torch.tensor([1])
    for logits, labels in (
        (torch.zeros(3, 3), column),
        (torch.zeros(3, 3), short),
        (torch.zeros(3, 3), one),
        (torch.zeros(3), torch.tensor(1)),
        (torch.zeros(3, 3, 3), torch.tensor([0, 1, 2])),
    ):
        assert_raises(ValueError, answer.softmax_cross_entropy_grad, logits, labels, accepts=good)


@hint("A negative index counts from the end, silently: look for labels below 0 and for labels of k or more.")
def test_rejects_a_label_that_is_no_class(answer):
    """A label of k or of -1 raises ValueError."""
    good = (torch.zeros(2, 3), torch.tensor([0, 2]))
    for label in (3, -1):
        bad = (torch.zeros(2, 3), torch.tensor([0, label]))
        assert_raises(ValueError, answer.softmax_cross_entropy_grad, *bad, accepts=good)


@hint("Do not change the arguments: logits - m makes a new tensor, logits -= m does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's logits and labels are unchanged."""
    assert_pure(answer.softmax_cross_entropy_grad, *batch(3, 4))
