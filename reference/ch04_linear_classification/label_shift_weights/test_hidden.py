import torch
from sklearn.datasets import load_digits

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


def problem(k=3):
    """Return a confusion matrix (k, k), class frequencies of a stream and of the source, (k,)."""
    generator = seeded()
    C = torch.rand(k, k, generator=generator, dtype=torch.float64) + 2 * torch.eye(k)
    p, q = 0.2 + torch.rand(2, k, generator=generator, dtype=torch.float64)
    return C / C.sum(0), p / p.sum(), q / q.sum()


def compare(got, p, weights, p_guesses=None, weight_guesses=None, **tolerance):
    """Compare the two results one after the other, by name."""
    assert_same(got, (p, weights), atol=torch.inf)  # the form only: a tuple, shapes and dtypes
    saying = "p with an entry {got} where {want} was expected"
    assert_same(got[0], p, saying=saying, guesses=p_guesses, **tolerance)
    saying = "a weight of {got} where {want} was expected"
    assert_same(got[1], weights, saying=saying, guesses=weight_guesses, **tolerance)


@hint("The frequencies of predictions are the rows of confusion times p: solve with the matrix as it is.")
def test_undoes_the_confusions(answer):
    """Prediction frequencies that known class frequencies give are inverted exactly."""
    C, p, q = problem()
    mu = C @ p
    turned = torch.linalg.solve(C.T, mu).clamp(min=0)
    p_guesses = {
        "It looks as if prediction_freq itself was returned: undo the confusions first.": mu,
        "It looks as if the system with the transposed matrix was solved.": turned / turned.sum(),
    }
    weight_guesses = {
        "It looks as if the ratio is turned over: target over source.": q / p,
        "It looks as if prediction_freq was divided by source_freq, not p.": mu / q,
    }
    compare(answer.label_shift_weights(C, mu, q), p, p / q, p_guesses, weight_guesses)


@hint("Noise can make the solution leave the simplex: set negative entries to 0, then divide by the sum.")
def test_clips_and_rescales(answer):
    """A solution (-0.1, 0.4, 0.7) becomes (0, 4, 7) / 11."""
    C, _, q = problem()
    solution = torch.tensor([-0.1, 0.4, 0.7], dtype=torch.float64)
    want = torch.tensor([0.0, 4 / 11, 7 / 11], dtype=torch.float64)
    guesses = {
        "It looks as if the negative entry was kept.": solution,
        "It looks as if p was not rescaled after the clipping; it has to sum to 1.": solution.clamp(min=0),
        "It looks as if the absolute value was taken; a negative frequency becomes 0.": solution.abs() / 1.2,
    }
    compare(answer.label_shift_weights(C, C @ solution, q), want, want / q, guesses)


@hint("There are no training examples of such a class: its weight is 0, not p / 0.")
def test_a_class_that_the_source_lacks(answer):
    """A class with source frequency 0 keeps its p and has the weight 0."""
    C, p, _ = problem()
    q = torch.tensor([0.3, 0.0, 0.7], dtype=torch.float64)
    want = torch.stack([p[0] / 0.3, torch.zeros(()), p[2] / 0.7])
    compare(answer.label_shift_weights(C, C @ p, q), p, want)


def test_no_shift_gives_weights_one(answer):
    """Where the classes are as frequent as at training time, all weights are 1."""
    C, _, q = problem(5)
    compare(answer.label_shift_weights(C, C @ q, q), q, torch.ones(5, dtype=torch.float64))


def test_source_average_of_the_weights_is_one(answer):
    """Weighting the training examples does not change their average weight, which is 1."""
    C, p, q = problem(4)
    got = answer.label_shift_weights(C, C @ p, q)
    compare(got, p, p / q, atol=torch.inf)
    average = (q * got[1]).sum()
    assert_same(
        average, torch.tensor(1.0).double(), saying="weights with the source average {got} instead of {want}"
    )


@hint("Convert all three arguments to float64 before you compute.")
def test_float32_arguments(answer):
    """float32 arguments give float64 results, computed in float64."""
    C, p, q = problem()
    C, mu, q = C.float(), (C @ p).float(), q.float()
    p = torch.linalg.solve(C.double(), mu.double())
    p = p / p.sum()
    compare(answer.label_shift_weights(C, mu, q), p, p / q.double())


@hint("Ask for the rank in float64: a determinant or a pivot of a singular matrix is rarely exactly 0.")
def test_rejects_dependent_columns(answer):
    """A column that is the average of two others makes the matrix singular, which raises ValueError."""
    for _ in range(5):
        C, p, q = problem(4)
        flat = C.clone()
        flat[:, 2] = (C[:, 0] + C[:, 3]) / 2
        assert_raises(ValueError, answer.label_shift_weights, flat, C @ p, q, accepts=(C, C @ p, q))


@hint("Only a rank below k is singular; a small determinant alone is not.")
def test_solves_nearly_equal_columns(answer):
    """Columns that differ by 1e-5 can still be told apart."""
    C = torch.tensor([[0.6, 0.6 + 1e-5], [0.4, 0.4 - 1e-5]], dtype=torch.float64)
    p = torch.tensor([0.3, 0.7], dtype=torch.float64)
    compare(answer.label_shift_weights(C, C @ p, p.flip(0)), p, p / p.flip(0), atol=1e-6)


def test_gradients_match_central_differences(answer):
    """Gradients of p and the weights with respect to all three arguments match central differences."""
    C, p, q = problem()
    assert_gradients(answer.label_shift_weights, C, C @ p, q)


@hint("p / q has an infinite slope at q = 0 although torch.where hides its value: divide by something else there.")
def test_gradient_is_finite_for_a_class_that_the_source_lacks(answer):
    """With a source frequency of 0, the gradients with respect to confusion and prediction_freq are right."""
    C, p, _ = problem()
    q = torch.tensor([0.3, 0.0, 0.7], dtype=torch.float64)
    assert_gradients(answer.label_shift_weights, C, C @ p, q, wrt=(0, 1))


def stream():
    """Return source confusion, prediction and true frequencies of a digits stream with ten times as many ones.

    The classifier takes the nearest class average of 16 coarse pixels; the stream is drawn from its test images.
    """
    digits = load_digits()
    images, labels = torch.tensor(digits.images), torch.tensor(digits.target)
    pixels = torch.nn.functional.avg_pool2d(images[:, None], 2).flatten(1)
    averages = torch.stack([pixels[:300][labels[:300] == c].mean(0) for c in range(10)])
    labels, predictions = labels[300:], torch.cdist(pixels[300:], averages).argmin(1)
    share = [torch.bincount(predictions[labels == c], minlength=10) / (labels == c).sum() for c in range(10)]
    drawn = torch.multinomial(torch.where(labels == 1, 10.0, 1.0), 200000, replacement=True, generator=seeded())
    source, predicted, true = (
        torch.bincount(t, minlength=10).double() / len(t) for t in (labels, predictions[drawn], labels[drawn])
    )
    return torch.stack(share, 1).double(), predicted, source, true


@hint("The classifier errs, so the frequencies of its predictions are off: solve for those of the classes.")
def test_recovers_the_digits_of_a_stream(answer):
    """On a digits stream with ten times as many ones, frequencies are found to 0.03; predictions are off by 0.2."""
    C, mu, q, true = stream()
    if (mu - true).abs().max() < 0.2:
        raise ValueError("the stream is too easy")
    compare(
        answer.label_shift_weights(C, mu, q), true, true / q, {"prediction_freq itself was returned.": mu}, atol=1
    )
    p, _ = answer.label_shift_weights(C, mu, q)
    assert_same(p, true, rtol=0, atol=0.03, saying="a frequency of {got} where {want} of the stream was drawn")


def test_rejects_shapes_that_do_not_fit(answer):
    """A matrix that is not square, or frequencies of another length, raise ValueError."""
    C, p, q = problem(3)
    good = (C, C @ p, q)
    bad = [
        (problem(4)[0], p, q),
        (C[:2], p, q),
        (C[:, :2], p, q),
        (C, p[:2], q),
        (C, p, q[:2]),
        (C, p[:, None], q),
        (C, p, q[:, None]),
    ]
    for args in bad:
        assert_raises(ValueError, answer.label_shift_weights, *args, accepts=good)


@hint("clamp_ and masked assignment change their tensor: work on results of your own.")
def test_leaves_the_arguments_alone(answer):
    """The caller's matrix and frequencies are unchanged."""
    C, p, _ = problem()
    assert_pure(answer.label_shift_weights, C, C @ p, torch.tensor([0.3, 0.0, 0.7], dtype=torch.float64))
