import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Sum over the last axis only, and keep that axis: sum(dim=dim, keepdim=True).")
def test_rows_sum_to_one(answer):
    """Each row of softmax(logits) is a probability distribution."""
    logits = torch.randn(5, 7, generator=seeded())
    everything = logits.exp().sum(-1) / logits.exp().sum()
    assert_same(
        answer.softmax(logits).sum(-1),
        torch.ones(5),
        saying="rows that sum to {got}; each row should sum to {want}",
        guesses={
            "It looks as if you normalised over all elements: sum over the last axis and keep it.": everything
        },
    )
    assert_same(
        answer.softmax(logits).argmax(-1),
        logits.argmax(-1),
        saying="a largest probability at class {got}; it belongs at class {want}, where the logit is largest",
    )


@hint("Divide each exp(o_i) by the sum of exp(o_j) over the same axis.")
def test_follows_the_definition(answer):
    """softmax(logits) is exp(o_i) / sum_j exp(o_j) along the last axis."""
    logits = torch.tensor([[0.0, 1.0, 2.0, 0.0, -1.0], [1.0, 1.0, 1.0, 1.0, 1.0], [3.0, 0.0, 0.0, 0.0, 0.0]])
    e = 2.718281828459045
    weights = torch.tensor([[1, e, e**2, 1, 1 / e], [1, 1, 1, 1, 1], [e**3, 1, 1, 1, 1]])
    sums = torch.tensor([[1 + e + e**2 + 1 + 1 / e], [5.0], [e**3 + 4]])
    assert_same(answer.softmax(logits), weights / sums)


def test_ignores_a_constant_added_to_a_row(answer):
    """Adding a constant to a row of logits changes nothing."""
    logits = torch.randn(4, 6, generator=seeded(), dtype=torch.float64)
    shifted = logits + torch.tensor([[3.0], [-2.0], [0.0], [10.0]], dtype=torch.float64)
    assert_same(answer.softmax(shifted), answer.softmax(logits))
