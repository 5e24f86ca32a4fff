import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Average over the actions with the probabilities of the policy, and go on until the values stand still.")
def test_evaluates_a_bandit_that_never_ends(answer):
    """One state, rewards 1 and 0 drawn with 1/4 and 3/4, γ = 0.9: worth 0.25 / (1 - 0.9) = 2.5."""
    transition = torch.ones(1, 2, 1, dtype=torch.float64)
    reward = torch.tensor([[1.0, 0.0]], dtype=torch.float64)
    policy = torch.tensor([[0.25, 0.75]], dtype=torch.float64)
    guesses = {
        "It looks as if the best action was always taken; here the actions are drawn from the policy.": [10.0],
        "It looks as if all actions were equally likely; their probabilities stand in the policy.": [5.0],
        "It looks as if only the first reward counted.": [0.25],
        "It looks as if the last sweep was followed by one more discount.": [2.25],
    }
    guesses = {clause: torch.tensor(value, dtype=torch.float64) for clause, value in guesses.items()}
    want = torch.tensor([2.5], dtype=torch.float64)
    assert_same(answer.policy_evaluation(transition, reward, policy, 0.9), want, atol=1e-8, guesses=guesses)


@hint("Put your V into the right-hand side of the equation: where does it change?")
def test_solves_the_bellman_equation(answer):
    """On a random world, putting V into the Bellman equation gives V back."""
    transition = torch.rand(6, 3, 6, generator=seeded(), dtype=torch.float64)
    transition = transition / transition.sum(-1, keepdim=True)
    reward = torch.randn(6, 3, generator=seeded(), dtype=torch.float64)
    policy = torch.softmax(torch.randn(6, 3, generator=seeded(), dtype=torch.float64), -1)
    V = answer.policy_evaluation(transition, reward, policy, 0.9)
    assert_same(V, torch.zeros(6, dtype=torch.float64), atol=torch.inf)  # the shape
    assert_same(V, (policy * (reward + 0.9 * transition @ V)).sum(1), atol=1e-8)
