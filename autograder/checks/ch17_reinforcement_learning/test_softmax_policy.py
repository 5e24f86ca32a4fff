import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Divide the values by the temperature, take exp, and divide by the sum over the last axis.")
def test_follows_the_definition(answer):
    """Values 0 and log 3 have probabilities 1/4 and 3/4 at T = 1, and 1/10 and 9/10 at T = 1/2."""
    q_values = torch.tensor([[1.0, 3.0], [3.0, 1.0]], dtype=torch.float64).log()
    for temperature, low in ((1.0, 0.25), (0.5, 0.1)):
        want = torch.tensor([[low, 1 - low], [1 - low, low]], dtype=torch.float64)
        saying = f"a probability of {{got}} at T = {temperature:g}; {{want}} was expected"
        assert_same(answer.softmax_policy(q_values, temperature), want, saying=saying)


@hint("The probabilities of the actions of one state sum to one: normalise over the last axis.")
def test_rows_sum_to_one(answer):
    """The last axis sums to one, for one state and for many."""
    for shape in ((4,), (5, 3), (2, 3, 4)):
        sums = answer.softmax_policy(torch.randn(shape, generator=seeded()), 0.7).sum(-1)
        assert_same(sums, torch.ones(shape[:-1]), saying="probabilities that sum to {got}; {want} was expected")
