import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


@hint("exp overflows for large logits; subtract the largest logit first.")
@hint("A slice may begin with -inf, and -inf minus -inf is nan: the maximum so far must be finite.")
def test_survives_large_logits(answer):
    """Logits of ±10⁴ and of -inf give finite probabilities."""
    logits = torch.tensor([[1e4, 0.0, -1e4], [0.0, 0.0, 0.0], [-torch.inf, 5.0, 5.0], [-1e4, -1e4, -1e4]])
    third = 1 / 3
    want = torch.tensor([[1.0, 0.0, 0.0], [third, third, third], [0.0, 0.5, 0.5], [third, third, third]])
    assert_same(answer.softmax(logits), want, atol=1e-3)


@hint("A row far below the batch maximum underflows to 0/0: take the maximum along dim.")
def test_treats_every_row_by_itself(answer):
    """A row of logits near 10⁴ and one near -10⁴ in the same batch are both right."""
    near = torch.tensor([0.0, 1.0, 2.0])
    want = torch.tensor([0.09003057, 0.24472847, 0.66524096])
    got = answer.softmax(torch.stack([1e4 + near, near - 1e4]))
    assert_same(got, torch.stack([want, want]), atol=1e-3)


@hint("Let the maximum, the sum and keepdim all use dim; no small constant is needed in the denominator.")
def test_works_along_any_axis(answer):
    """softmax(logits, dim) normalises along the axis it is given."""
    logits = torch.randn(2, 3, 4, generator=seeded(), dtype=torch.float64)
    last = {"It looks as if the last axis was normalised, whatever dim says.": torch.softmax(logits, -1)}
    for dim in (0, 1, -2):
        assert_same(answer.softmax(logits, dim), torch.softmax(logits, dim), guesses=last)


@hint(
    "After the shift one exponential is 1, so the sum needs no small constant; and keep the summed axis (keepdim)."
)
def test_keeps_float64(answer):
    """float64 logits give float64 probabilities, exact to float64."""
    logits = torch.randn(3, 3, generator=seeded(), dtype=torch.float64)
    mixed = torch.exp(logits - logits.amax(-1, keepdim=True))
    mixed = mixed / mixed.sum(-1)
    guesses = {
        "It looks as if rows were divided by the sums of other rows: keep the summed axis (keepdim=True).": mixed
    }
    assert_same(answer.softmax(logits), torch.softmax(logits, -1), guesses=guesses)


@hint("torch raises IndexError by itself where dim is used; was it?")
def test_rejects_an_axis_that_does_not_exist(answer):
    """An axis that logits does not have raises IndexError."""
    assert_raises(IndexError, answer.softmax, torch.zeros(2, 3), 2, accepts=(torch.zeros(2, 3), 1))


@hint("Every part of the result depends on the logits, the sums too: nothing may be detached.")
def test_gradients_match_central_differences(answer):
    """Gradients through softmax match central differences."""
    assert_gradients(answer.softmax, torch.randn(3, 4, generator=seeded(), dtype=torch.float64))


@hint("exp(10⁴) is infinite, and so is its slope: subtract the largest logit of the row first, not in place.")
def test_gradient_is_finite_for_large_logits(answer):
    """The gradient stays finite at logits of 10⁴."""
    assert_gradients(answer.softmax, torch.tensor([[1e4, 1e4 - 1.0, 0.0]], dtype=torch.float64), atol=1e-4)


@hint("Do not change the argument: logits - m makes a new tensor, logits -= m does not.")
def test_leaves_the_logits_alone(answer):
    """The caller's logits are unchanged."""
    assert_pure(answer.softmax, torch.randn(3, 4, generator=seeded()))
