import math

import torch

from autograder.toolkit import assert_same, hint, seeded

TREE = {(): (0.5, 0.21, 0.19, 0.1), (0,): (0.07, 0.4, 0.3, 0.23), (0, 1): (0.2, 0.2, 0.4, 0.2)}
TREE |= {(0, 2): (0.1, 0.6, 0.1, 0.2), (0, 1, 2): (0.1, 0.1, 0.2, 0.6), (0, 2, 1): (0.1, 0.2, 0.1, 0.6)}


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def tree(prefixes):
    """Give the log-probabilities of the notebook's tree: A, B, C, eos are the tokens 0, 1, 2, 3 and bos is 4."""
    return torch.tensor([TREE.get(tuple(row[1:]), (0.25, 0.3, 0.2, 0.25)) for row in rows_of(prefixes)]).log()


def assert_found(got, tokens, score, setting):
    """Compare a result with the expected tokens and score; the setting is named in the message."""
    if (
        isinstance(got, tuple)
        and len(got) == 2
        and isinstance(got[0], list)
        and all(type(t) is int for t in got[0])
    ):
        assert got[0] == tokens, f"beam_search found the tokens {got[0]} with {setting}; {tokens} was expected"
        saying = f"{{got}} as the score of {tokens} with {setting}; {{want}} was expected"
        assert_same(got[1], score, rtol=1e-5, atol=1e-5, saying=saying)
    assert_same(got, (tokens, score), rtol=1e-5, atol=1e-5)


@hint("The score is the sum of the log-probabilities divided by L**alpha; L counts generated tokens, eos too.")
def test_a_beam_of_two_finds_what_greedy_search_misses(answer):
    """On the notebook's tree a beam of two finds A, C, B, eos with the score log(0.054) / 4**0.75."""
    got = answer.beam_search(tree, 4, 3, 6, 2)
    setting = "beam_size=2, alpha=0.75, max_len=6, eos=3"
    assert_found(got, [0, 2, 1, 3], math.log(0.054) / 4**0.75, setting)


@hint("With one sequence kept per round, each round takes the most probable token.")
def test_a_beam_of_one_is_greedy_search(answer):
    """With beam_size 1 the most probable token is taken at every step, as in greedy_search."""
    generator = seeded()
    for _ in range(10):
        # The best token depends on the place alone, the rest on chance: the greedy sequence is known.
        planted = torch.randint(0, 4, (6,), generator=generator).tolist()
        planted.append(4)

        def step(prefixes, planted=planted):
            rows = rows_of(prefixes)
            probs = 0.9 + 0.1 * torch.rand(len(rows), 5, generator=generator)
            probs[range(len(rows)), [planted[min(len(row) - 1, 6)] for row in rows]] = 2.0
            return (probs / probs.sum(1, keepdim=True)).log()

        got = answer.beam_search(step, 5, 4, 10, 1)
        assert isinstance(got, tuple) and len(got) == 2, "beam_search returned something else than (tokens, score)"
        setting = "beam_size=1, alpha=0.75, max_len=10, eos=4"
        assert got[0] == planted, f"beam_search found the tokens {got[0]} with {setting}; {planted} was expected"
