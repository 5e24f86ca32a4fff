import torch

from autograder.toolkit import assert_frequencies, assert_same, hint, seeded, tally


@hint("With epsilon 0 nothing explores: take the place of the largest value of each row.")
def test_without_exploration_takes_the_best_action(answer):
    """With ε = 0 each row takes its largest value: columns 2, 0, 1 and 2, as int64."""
    q_values = torch.tensor([[0.0, 1.0, 3.0], [2.0, -1.0, 0.5], [-5.0, -1.0, -2.0], [0.1, 0.2, 0.3]])
    assert_same(answer.epsilon_greedy(q_values, 0.0, seeded()), torch.tensor([2, 0, 1, 2]))


@hint("Each row flips a coin of its own: draw B random numbers, not one.")
@hint("A uniform draw may hit the best action too: it is taken with probability 1 - epsilon + epsilon / A.")
def test_explores_with_probability_epsilon(answer):
    """With ε = 0.4 and four actions, the best is taken in 70 % of 8,000 rows and each other one in 10 %."""
    q_values = torch.tensor([[0.0, 2.0, 1.0, -1.0]]).repeat(8000, 1)
    actions = answer.epsilon_greedy(q_values, 0.4, seeded())
    against = {
        "rows that explore never take the best action": [0.4 / 3, 0.6, 0.4 / 3, 0.4 / 3],
        "epsilon is the probability of being greedy": [0.15, 0.55, 0.15, 0.15],
        "one coin decides for all rows, here to explore": [0.25] * 4,
        "one coin decides for all rows, here to be greedy": [0.0, 1.0, 0.0, 0.0],
    }
    want = [0.1, 0.7, 0.1, 0.1]
    assert_frequencies(tally(actions, 4), want, draws=8000, against=against, of="actions", setting="epsilon=0.4")
