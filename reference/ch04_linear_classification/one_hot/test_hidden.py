import torch

from autograder.toolkit import assert_pure, assert_raises, assert_same, assert_vectorised, hint, seeded


@hint("A batch need not contain the last class: the width is num_classes, whatever the largest label is.")
def test_is_as_wide_as_there_are_classes(answer):
    """Classes that no label names have their column of zeros."""
    want = torch.tensor([[0.0, 1.0, 0.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0, 0.0]])
    assert_same(answer.one_hot(torch.tensor([1, 0]), 5), want)


@hint("Append one axis to whatever shape the labels have: labels.unsqueeze(-1).")
def test_appends_one_axis_to_any_shape(answer):
    """Labels of shape (2, 3) and () get one more axis, the last one."""
    labels = torch.tensor([[0, 1, 3], [2, 2, 0]])
    assert_same(answer.one_hot(labels, 4), torch.eye(4)[labels])
    assert_same(answer.one_hot(torch.tensor(2), 4), torch.tensor([0.0, 0.0, 1.0, 0.0]))


@hint("labels.max() of no labels fails; (labels >= num_classes).any() is simply False.")
def test_encodes_no_labels(answer):
    """Labels of shape (0,) and (2, 0) give empty results, still with one more axis."""
    for shape in ((0,), (2, 0)):
        assert_same(answer.one_hot(torch.zeros(shape, dtype=torch.int64), 4), torch.zeros(*shape, 4))


def test_gives_the_labels_back(answer):
    """Each row sums to 1, and its largest entry stands at the label."""
    labels = torch.randint(7, (4, 9), generator=seeded())
    got = answer.one_hot(labels, 7)
    assert_same(got.sum(-1), torch.ones(4, 9), saying="a row that sums to {got}; each row should sum to {want}")
    assert_same(got.argmax(-1), labels, saying="a largest entry at class {got}; the label is {want}")


@hint("Make the result in the dtype that was asked for; the default is only for those who do not say.")
def test_has_the_dtype_asked_for(answer):
    """dtype decides about the result: float64, int64 and bool, and float32 if nothing is said."""
    labels = torch.tensor([1, 0, 2])
    rows = torch.tensor([[0, 1, 0], [1, 0, 0], [0, 0, 1]])
    assert_same(answer.one_hot(labels, 3, torch.float64), rows.to(torch.float64))
    assert_same(answer.one_hot(labels, 3, dtype=torch.int64), rows)
    assert_same(answer.one_hot(labels, 3, torch.bool), rows.to(torch.bool))
    assert_same(answer.one_hot(labels, 3), rows.to(torch.float32))


@hint("Indexing with -1 means the last row: check the range first.")
def test_rejects_a_negative_label(answer):
    """A label of -1 raises ValueError; it does not mean the last class."""
    assert_raises(ValueError, answer.one_hot, torch.tensor([0, -1]), 3, accepts=(torch.tensor([0, 2]), 3))


@hint("Check num_classes by itself: without labels nothing else would notice.")
def test_rejects_no_classes(answer):
    """num_classes < 1 raises ValueError, also for no labels at all."""
    none = torch.zeros(0, dtype=torch.int64)
    for num_classes in (0, -2):
        assert_raises(ValueError, answer.one_hot, none, num_classes, accepts=(none, 1))


@hint("Compare all labels with all classes at once, or index an identity matrix with the whole tensor.")
def test_uses_no_loop_over_labels(answer):
    """The amount of work in Python does not grow with the number of labels."""
    small, large = (torch.randint(5, (n,), generator=seeded()) for n in (4, 400))
    assert_vectorised(answer.one_hot, small=(small, 5), large=(large, 5), over="labels", python=True)


def test_leaves_the_labels_alone(answer):
    """The caller's labels are unchanged."""
    assert_pure(answer.one_hot, torch.tensor([1, 0, 2]), 3)
