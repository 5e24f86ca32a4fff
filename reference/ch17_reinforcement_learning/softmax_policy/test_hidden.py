import torch

from autograder.toolkit import assert_gradients, assert_pure, assert_raises, assert_same, hint, seeded


@hint("Divide by the temperature: a small one sharpens the policy, a large one flattens it.")
def test_temperature_goes_from_greedy_to_uniform(answer):
    """T = 0.001 puts everything on the best action, T = 10⁶ makes all alike."""
    q_values = torch.tensor([[0.0, 1.0, 3.0], [2.0, -1.0, 0.5]])
    assert_same(answer.softmax_policy(q_values, 1e-3), torch.tensor([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]))
    assert_same(answer.softmax_policy(q_values, 1e6), torch.full((2, 3), 1 / 3), atol=1e-4)


@hint("exp overflows once Q / T is large: subtract the largest of each row, or use a function that does.")
@hint("A row far below the largest value of the batch underflows to 0/0: take the maximum of each row.")
def test_survives_large_values(answer):
    """Values of ±10⁴ at T = 0.01 give finite probabilities, row by row."""
    q_values = torch.tensor([[1e4, -1e4, 1e4], [-1e4, -1e4, -1e4], [0.0, 1e4, -1e4]])
    third = 1 / 3
    want = torch.tensor([[0.5, 0.0, 0.5], [third, third, third], [0.0, 1.0, 0.0]])
    assert_same(answer.softmax_policy(q_values, 0.01), want, atol=2e-2)


@hint("The dtype of q_values is kept, and computed in.")
def test_keeps_float64(answer):
    """float64 values give float64 probabilities, exact to float64."""
    q_values = torch.randn(3, 4, generator=seeded(), dtype=torch.float64)
    want = torch.exp(q_values / 0.3) / torch.exp(q_values / 0.3).sum(-1, keepdim=True)
    assert_same(answer.softmax_policy(q_values, 0.3), want)


@hint("Every part of the result depends on q_values, the sums too: nothing may be detached.")
def test_gradients_match_central_differences(answer):
    """Gradients with respect to q_values match central differences."""
    assert_gradients(answer.softmax_policy, torch.randn(3, 4, generator=seeded(), dtype=torch.float64), 0.8)


def test_rejects_temperatures_that_are_not_positive(answer):
    """A temperature of 0 or -1 raises ValueError."""
    for temperature in (0.0, -1.0):
        assert_raises(
            ValueError, answer.softmax_policy, torch.ones(2, 3), temperature, accepts=(torch.ones(2, 3), 1e-3)
        )


def test_leaves_the_values_alone(answer):
    """The caller's q_values are unchanged."""
    assert_pure(answer.softmax_policy, torch.randn(3, 4, generator=seeded()), 0.5)
