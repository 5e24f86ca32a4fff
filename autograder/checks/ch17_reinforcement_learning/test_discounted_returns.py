import torch

from autograder.toolkit import assert_same, hint, seeded


@hint("Begin at the last step and go backwards: G = r[t] + gamma * G.")
def test_weighs_each_reward_by_its_distance(answer):
    """Rewards 1, 2, 3 with γ = 1/2 are worth 2.75, 3.5 and 3, seen from each step."""
    rewards = torch.tensor([1.0, 2.0, 3.0])
    guesses = {
        "It looks as if a reward was weighted by its distance from the start of the walk; at step t its own counts "
        "with weight 1, not gamma**t.": torch.tensor([2.75, 1.75, 0.75]),
        "It looks as if the sum began with the reward after step t; the first term of the return is the reward of "
        "the action taken at step t.": torch.tensor([3.5, 3.0, 0.0]),
        "It looks as if the sum began with gamma times the reward; that of step t counts in full.": torch.tensor(
            [1.375, 1.75, 1.5]
        ),
        "It looks as if the rewards of the past were summed; a return looks ahead.": torch.tensor([1.0, 2.5, 4.25]),
    }
    assert_same(answer.discounted_returns(rewards, 0.5), torch.tensor([2.75, 3.5, 3.0]), guesses=guesses)


@hint("Both ends of the interval are ordinary discount factors: nothing may divide by gamma or by 1 - gamma.")
def test_gamma_zero_and_one_are_the_extremes(answer):
    """With γ = 0 the returns are the rewards, with γ = 1 the sums of all rewards still to come."""
    rewards = torch.randn(9, generator=seeded())
    assert_same(answer.discounted_returns(rewards, 0.0), rewards)
    assert_same(answer.discounted_returns(rewards, 1.0), rewards.flip(0).cumsum(0).flip(0), atol=1e-5)


@hint("Time runs along the last axis; the first one numbers the walks.")
def test_treats_every_row_as_a_walk(answer):
    """Each row of a (2, 3) tensor is a walk of its own."""
    rewards = torch.tensor([[1.0, 2.0, 3.0], [0.0, 0.0, 8.0]])
    assert_same(answer.discounted_returns(rewards, 0.5), torch.tensor([[2.75, 3.5, 3.0], [2.0, 4.0, 8.0]]))


@hint("done is True at the last step of an episode: its reward counts, what comes after it does not.")
def test_an_end_cuts_the_walk(answer):
    """Where the second of three steps is the last of its episode, the third does not count in the first two."""
    rewards, done = torch.tensor([1.0, 2.0, 3.0]), torch.tensor([False, True, False])
    guesses = {"It looks as if done was ignored.": torch.tensor([2.75, 3.5, 3.0])}
    assert_same(answer.discounted_returns(rewards, 0.5, done), torch.tensor([2.0, 2.0, 3.0]), guesses=guesses)
