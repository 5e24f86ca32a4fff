import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def known(*shape, k, right):
    """Return random logits (*shape, k), and labels of which the first ``right`` are hit, in mixed order."""
    generator = seeded()
    logits = torch.randn(*shape, k, generator=generator)
    labels = logits.argmax(-1)
    missed = torch.randperm(labels.numel(), generator=generator)[right:]
    labels.view(-1)[missed] = (labels.view(-1)[missed] + 1) % k
    return logits, labels


@hint("The classes lie on the last axis, dim=-1, however many axes there are before it.")
def test_works_for_any_number_of_axes(answer):
    """Logits of shape (2, 3, 5) with labels (2, 3), and of shape (4,) with one label, have an accuracy too."""
    logits, labels = known(2, 3, k=5, right=4)
    assert_same(answer.classification_accuracy(logits, labels), 4 / 6, atol=1e-6)
    assert_same(answer.classification_accuracy(torch.tensor([0.0, 3.0, 1.0, 2.0]), torch.tensor(1)), 1.0)


@hint("Argmax over the last axis; with as many examples as classes the wrong axis gives no error.")
def test_takes_the_maximum_over_the_classes(answer):
    """With as many examples as classes, each row is still decided by itself."""
    logits, labels = known(6, k=6, right=5)
    assert_same(answer.classification_accuracy(logits, labels), 5 / 6, atol=1e-6)


@hint("A comparison takes every integer dtype; gather and indexing want int64, which labels.long() is.")
def test_takes_labels_of_any_integer_dtype(answer):
    """Labels may be int32, uint8 or int16."""
    logits, labels = known(8, k=4, right=6)
    for dtype in (torch.int32, torch.uint8, torch.int16):
        assert_same(answer.classification_accuracy(logits, labels.to(dtype)), 0.75)


@hint("The largest logit decides, not a positive one and not the one of the largest size.")
def test_only_the_order_of_the_logits_counts(answer):
    """Adding a constant to a row, or taking the softmax, changes nothing."""
    logits, labels = known(8, k=4, right=5)
    for same in (logits - 50, logits + torch.arange(8.0)[:, None], torch.softmax(logits, -1)):
        assert_same(answer.classification_accuracy(same, labels), 5 / 8)


@hint("Compare labels.shape with logits.shape[:-1]: (n,) against (n, 1) broadcasts to (n, n).")
def test_rejects_shapes_that_do_not_fit(answer):
    """Labels of shape (n, 1), (1,) or (n, k) raise ValueError."""
    good = (torch.eye(3), torch.tensor([0, 1, 2]))
    for labels in (torch.tensor([[0], [1], [2]]), torch.tensor([1]), torch.eye(3, dtype=torch.int64)):
        assert_raises(ValueError, answer.classification_accuracy, torch.eye(3), labels, accepts=good)
