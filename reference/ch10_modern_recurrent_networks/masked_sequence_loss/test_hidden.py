import math

import torch

from autograder.toolkit import (
    assert_gradients,
    assert_pure,
    assert_raises,
    assert_same,
    assert_vectorised,
    hint,
    seeded,
)


def batch(lengths, T, V, dtype=torch.float64):
    """Return random logits and labels with these lengths."""
    generator, n = seeded(), len(lengths)
    logits = 2 * torch.randn(n, T, V, generator=generator, dtype=dtype)
    return logits, torch.randint(V, (n, T), generator=generator), torch.tensor(lengths)


def loss_and_gradient(logits, labels, valid_len):
    """Return the loss and its gradient, one valid token after the other."""
    total, grad, count = 0.0, torch.zeros_like(logits), int(valid_len.sum())
    for i, length in enumerate(valid_len.tolist()):
        for t in range(length):
            label = int(labels[i, t])
            total = total + torch.logsumexp(logits[i, t], 0) - logits[i, t, label]
            grad[i, t] = torch.softmax(logits[i, t], 0)
            grad[i, t, label] -= 1
    return total / count, grad / count


def gradient(answer, logits, labels, valid_len):
    """Return autograd's gradient of the loss, or a word without a graph (runs beside the student's code)."""
    logits = logits.clone().requires_grad_()
    loss = answer.masked_sequence_loss(logits, labels, valid_len)
    return torch.autograd.grad(loss, logits)[0] if loss.requires_grad else "nothing"


@hint("Sum over all valid tokens of the batch and divide once; the mean of means would favour short sequences.")
def test_counts_tokens_not_sequences(answer):
    """In a batch with lengths 5 and 1 all six tokens count equally."""
    logits, labels, valid_len = batch([5, 1], 5, 4)
    logits[1] -= 4 * torch.nn.functional.one_hot(labels[1], 4)  # the single token is a hard one
    losses = torch.nn.functional.cross_entropy(logits.transpose(1, 2), labels, reduction="none")
    guesses = {
        "It looks as if each sequence was averaged first, then the sequences.": (losses[0].mean() + losses[1, 0])
        / 2,
        "It looks as if the sum was divided by all n * T positions.": (losses[0].sum() + losses[1, 0]) / 10,
    }
    want = (losses[0].sum() + losses[1, 0]) / 6
    assert_same(answer.masked_sequence_loss(logits, labels, valid_len), want, guesses=guesses)


@hint("Compare positions with the lengths: position t is valid if t < valid_len[i].")
def test_follows_the_definition(answer):
    """Random batches cost what one valid token after the other adds up to."""
    logits, labels, valid_len = batch([3, 0, 6, 1, 5], 6, 7)
    want, _ = loss_and_gradient(logits, labels, valid_len)
    one_more, _ = loss_and_gradient(logits, labels, (valid_len + 1).clamp(max=6))
    guesses = {"It looks as if one position too many counts in each sequence.": one_more}
    assert_same(answer.masked_sequence_loss(logits, labels, valid_len), want, guesses=guesses)


@hint("0 is a token like any other: the lengths say what is padding, not the labels.")
def test_a_valid_label_of_zero_counts(answer):
    """A valid token 0 has a loss like any other token."""
    logits = torch.tensor([[[0.0, math.log(3.0)], [0.0, 0.0]], [[0.0, math.log(3.0)], [0.0, 0.0]]])
    labels = torch.zeros(2, 2, dtype=torch.int64)
    want = torch.tensor((2 * math.log(4) + math.log(2)) / 3)
    assert_same(answer.masked_sequence_loss(logits, labels, torch.tensor([2, 1])), want)


@hint("0 * nan is nan: select the valid positions before you compute, instead of multiplying by a mask.")
def test_logits_in_the_padding_do_not_count(answer):
    """Infinite logits and nan in the padding do not change the loss."""
    logits, labels, valid_len = batch([4, 2, 0], 4, 5)
    want, _ = loss_and_gradient(logits, labels, valid_len)
    logits[1, 2], logits[1, 3], logits[2, 0], logits[2, 1] = torch.nan, torch.inf, -torch.inf, 1e300
    assert_same(answer.masked_sequence_loss(logits, labels, valid_len), want)


@hint("Take the labels of valid positions only, labels[valid], or overwrite the others in a copy.")
def test_labels_in_the_padding_do_not_count(answer):
    """Labels such as -1, -100 and 10**6 in the padding do not change the loss and raise nothing."""
    logits, labels, valid_len = batch([4, 2, 0], 4, 5)
    want, _ = loss_and_gradient(logits, labels, valid_len)
    labels[1, 2:], labels[2] = torch.tensor([-1, 10**6]), torch.tensor([-100, 5, -7, 0])
    assert_same(answer.masked_sequence_loss(logits, labels, valid_len), want)


@hint("Divide by the number of valid tokens inside the graph: no detach(), item() or no_grad().")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to the logits match central differences, in the padding too, where they are 0."""
    assert_gradients(answer.masked_sequence_loss, *batch([3, 1, 0], 3, 4))


@hint("A nan that the loss leaves out comes back with the gradient: keep padded logits out of the computation.")
def test_gradient_in_the_padding_is_exactly_zero(answer):
    """With inf and nan in the padding the gradient there is exactly 0, and right at the valid positions."""
    logits, labels, valid_len = batch([4, 2, 0], 4, 5)
    _, want = loss_and_gradient(logits, labels, valid_len)
    logits[1, 2], logits[1, 3, 1], logits[2, 0], labels[2, 1] = torch.nan, torch.inf, -torch.inf, 10**6
    got = answer.run(gradient, logits, labels, valid_len)
    assert not isinstance(got, str), "masked_sequence_loss: the loss does not depend on logits through the graph."
    padding = torch.arange(4) >= valid_len[:, None]
    saying = "a gradient of {got} in the padding; exactly {want} was expected"
    assert_same(got[padding], torch.zeros(6, 5, dtype=torch.float64), rtol=0, atol=0, saying=saying)
    assert_same(got, want, saying="the gradient {got}; {want} was expected")


@hint("The log of a probability of 0 is -inf: use the library's cross_entropy, log_softmax or logsumexp.")
def test_survives_large_logits(answer):
    """Logits of ±10⁴ in float32 give the right loss and a finite gradient."""
    logits = torch.tensor([[[1e4, -1e4], [1e4, -1e4]], [[-1e4, -1e4], [0.0, 0.0]]])
    labels, valid_len = torch.tensor([[1, 0], [0, 1]]), torch.tensor([2, 1])
    want = torch.tensor((2e4 + math.log(2)) / 3)
    assert_same(answer.masked_sequence_loss(logits, labels, valid_len), want, rtol=1e-6, atol=1e-3)
    got = answer.run(gradient, logits, labels, valid_len)
    want = torch.tensor([[[1.0, -1.0], [0.0, 0.0]], [[-0.5, 0.5], [0.0, 0.0]]]) / 3
    assert_same(got, want, rtol=1e-3, atol=1e-3, saying="the gradient {got}; {want} was expected")


@hint("A comparison of torch.arange(T) with valid_len[:, None] makes the whole mask at once.")
def test_uses_no_loop_over_sequences_or_positions(answer):
    """The number of tensor operations grows neither with the number of sequences nor with their length."""
    small, f = batch([2, 1], 2, 3), answer.masked_sequence_loss
    assert_vectorised(f, small=small, large=batch([2, 1] * 40, 2, 3), over="the number of sequences", python=True)
    assert_vectorised(f, small=small, large=batch([80, 40], 80, 3), over="the number of positions", python=True)


@hint("The mean of no tokens would be 0/0: look at the lengths first, and raise ValueError.")
def test_has_no_mean_of_no_tokens(answer):
    """A batch whose lengths are all 0 raises ValueError."""
    logits, labels, _ = batch([0, 0], 3, 4)
    good = (logits, labels, torch.tensor([0, 1]))
    assert_raises(ValueError, answer.masked_sequence_loss, logits, labels, torch.tensor([0, 0]), accepts=good)


@hint("Compare labels.shape with logits.shape[:2] and valid_len.shape with logits.shape[:1] first.")
def test_rejects_shapes_that_do_not_fit(answer):
    """Logits with two axes, labels with exchanged axes, and lengths that are not (n,) raise ValueError."""
    good = (torch.zeros(2, 3, 4), torch.zeros(2, 3, dtype=torch.int64), torch.tensor([3, 2]))
    logits, labels, valid_len = good
    for bad in (
        (logits, labels.T, valid_len),
        (logits, labels[:1], valid_len),
        (logits, labels, valid_len[:1]),
        (logits, labels, valid_len[:, None]),
        (logits[0], labels[0], valid_len[0]),
        (logits[..., None], labels, valid_len),
    ):
        assert_raises(ValueError, answer.masked_sequence_loss, *bad, accepts=good)


@hint("Clean up a copy of the labels: labels[~valid] = ... writes into the caller's tensor.")
def test_leaves_the_arguments_alone(answer):
    """The caller's logits, labels and lengths are unchanged."""
    assert_pure(answer.masked_sequence_loss, *batch([1, 3, 2], 4, 5))
