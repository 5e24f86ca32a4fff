import torch

from autograder.toolkit import assert_pure, assert_raises, assert_same, assert_vectorised, hint, seeded


def example(n=60, k=4):
    """Return predictions and labels (n,) of k classes, with confusions that are not symmetric."""
    generator = seeded()
    labels = torch.randint(k, (n,), generator=generator)
    labels[:k] = torch.arange(k)
    slips = (torch.rand(n, generator=generator) < 0.4) * torch.randint(1, 3, (n,), generator=generator)
    return (labels + slips).clamp(max=k - 1), labels


def counted(predictions, labels, k):
    """Return the counts (k, k), float64, example by example."""
    counts = torch.zeros(k, k, dtype=torch.float64)
    for prediction, label in zip(predictions.tolist(), labels.tolist(), strict=True):
        counts[prediction, label] += 1
    return counts


@hint("Rows are predictions, columns the truth, and repeated pairs must add up.")
def test_agrees_with_counting_one_by_one(answer):
    """For random examples of four classes, the matrix is the one that counting example by example gives."""
    predictions, labels = example()
    counts = counted(predictions, labels, 4)
    once, turned = counts.clamp(max=1), counts.T
    guesses = {
        "It looks as if rows and columns are exchanged: columns are the true classes here.": (
            counts / counts.sum(0)
        ).T,
        "It looks as if the counts have the true classes on the rows; predictions belong there.": turned
        / turned.sum(0),
        "It looks as if counts were divided by n; each column has its own number of examples.": counts / 60,
        "It looks as if a pair that occurs often was counted once.": once / once.sum(0),
        "It looks as if repeated pairs did not add up.": once / counts.sum(0),
    }
    assert_same(answer.confusion_matrix(predictions, labels, 4), counts / counts.sum(0), guesses=guesses)


@hint("Divide by the sums over the rows, dim=0: one sum for each column.")
def test_columns_sum_to_one(answer):
    """Every column of a class that occurs sums to 1."""
    predictions, labels = example(k=5)
    sums = answer.confusion_matrix(predictions, labels, 5).sum(dim=0)
    assert_same(sums, torch.ones(5, dtype=torch.float64), saying="a column that sums to {got} instead of {want}")


def test_perfect_predictions_give_the_identity(answer):
    """Predictions that are all right give the identity matrix."""
    _, labels = example()
    assert_same(answer.confusion_matrix(labels, labels.clone(), 4), torch.eye(4, dtype=torch.float64))


@hint("0/0 is nan: divide by at least 1, which changes no column that has examples.")
def test_a_class_without_examples_has_a_zero_column(answer):
    """The column of a class that never occurs is zero, without nan."""
    got = answer.confusion_matrix(torch.tensor([0, 2, 1, 1]), torch.tensor([0, 0, 2, 2]), 4)
    want = torch.tensor([[0.5, 0, 0, 0], [0, 0, 1, 0], [0.5, 0, 0, 0], [0, 0, 0, 0]], dtype=torch.float64)
    assert_same(got, want)


def test_a_class_with_one_example(answer):
    """A class with a single example has a column with a single 1."""
    got = answer.confusion_matrix(torch.tensor([1, 1, 0]), torch.tensor([0, 1, 1]), 2)
    assert_same(got, torch.tensor([[0.0, 0.5], [1.0, 0.5]], dtype=torch.float64))


@hint("The size of the matrix comes from num_classes, not from the largest class in the data.")
def test_no_examples_give_zeros(answer):
    """n = 0 gives a matrix of zeros."""
    none = torch.zeros(0, dtype=torch.int64)
    assert_same(answer.confusion_matrix(none, none.clone(), 3), torch.zeros(3, 3, dtype=torch.float64))


def test_a_single_class(answer):
    """With one class, the matrix is a single 1."""
    zeros = torch.zeros(3, dtype=torch.int64)
    assert_same(answer.confusion_matrix(zeros, zeros.clone(), 1), torch.ones(1, 1, dtype=torch.float64))


@hint("k * prediction + label overflows in uint8: convert to int64 first.")
def test_takes_small_integer_dtypes(answer):
    """Predictions and labels of dtype uint8 or int32, and of different integer dtypes, work for 40 classes."""
    predictions, labels = example(n=200, k=40)
    counts = counted(predictions, labels, 40)
    want = counts / counts.sum(0)
    for first, second in ((torch.uint8, torch.uint8), (torch.int32, torch.int64), (torch.uint8, torch.int32)):
        assert_same(answer.confusion_matrix(predictions.to(first), labels.to(second), 40), want)


@hint("Look at both ends of the range, in predictions and in labels.")
def test_rejects_classes_out_of_range(answer):
    """A prediction or label of -1, and a prediction of num_classes, raise ValueError."""
    good = (torch.tensor([0, 1]), torch.tensor([1, 1]), 2)
    for bad in (
        (good[0], torch.tensor([1, -1])),
        (torch.tensor([-1, 0]), good[1]),
        (torch.tensor([2, 0]), good[1]),
    ):
        assert_raises(ValueError, answer.confusion_matrix, *bad, 2, accepts=good)


@hint("Probabilities or scores are no classes: look at is_floating_point() of both.")
def test_rejects_floats(answer):
    """Floating predictions or floating labels raise ValueError."""
    classes = torch.tensor([0, 1])
    good = (classes, classes, 2)
    assert_raises(ValueError, answer.confusion_matrix, classes.double(), classes, 2, accepts=good)
    assert_raises(ValueError, answer.confusion_matrix, classes, classes.float(), 2, accepts=good)


@hint("Both have shape (n,): compare the shapes with each other and the number of axes with 1.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Predictions and labels of different lengths, or with two axes, raise ValueError."""
    classes = torch.tensor([0, 1, 1])
    good = (classes, classes, 2)
    for bad in ((classes, classes[:1]), (classes[:, None], classes[:, None]), (classes, classes[:, None])):
        assert_raises(ValueError, answer.confusion_matrix, *bad, 2, accepts=good)


def test_rejects_zero_classes(answer):
    """num_classes = 0 raises ValueError, also without examples."""
    none = torch.zeros(0, dtype=torch.int64)
    assert_raises(ValueError, answer.confusion_matrix, none, none, 0, accepts=(none, none, 1))


@hint("Let one operation count all pairs: bincount of k * prediction + label.")
def test_uses_no_loop_over_examples(answer):
    """The number of tensor operations does not grow with the number of examples."""
    small, large = (*example(n=8), 4), (*example(n=300), 4)
    assert_vectorised(answer.confusion_matrix, small=small, large=large, over="examples", python=True)


@hint("predictions * k makes a new tensor, predictions *= k does not.")
def test_leaves_the_arguments_alone(answer):
    """The caller's predictions and labels are unchanged."""
    assert_pure(answer.confusion_matrix, *example(), 4)
