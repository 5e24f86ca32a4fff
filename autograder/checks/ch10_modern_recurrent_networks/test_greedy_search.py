import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint

TREE = {(): (0.5, 0.21, 0.19, 0.1), (0,): (0.07, 0.4, 0.3, 0.23), (0, 1): (0.2, 0.2, 0.4, 0.2)}
TREE |= {(0, 2): (0.1, 0.6, 0.1, 0.2), (0, 1, 2): (0.1, 0.1, 0.2, 0.6), (0, 2, 1): (0.1, 0.2, 0.1, 0.6)}


def tree(prefixes):
    """Give the log-probabilities of the notebook's tree: A, B, C, eos are the tokens 0, 1, 2, 3 and bos is 4."""
    rows = torch.as_tensor(prefixes).long()
    rows = rows.reshape(-1, rows.shape[-1]).tolist()
    return torch.tensor([TREE.get(tuple(row[1:]), (0.25, 0.3, 0.2, 0.25)) for row in rows]).log()


def assert_found(got, tokens, total, setting):
    """Compare a result with the expected tokens and sum; the setting is named in the message."""
    if (
        isinstance(got, tuple)
        and len(got) == 2
        and isinstance(got[0], list)
        and all(type(t) is int for t in got[0])
    ):
        assert got[0] == tokens, f"greedy_search found the tokens {got[0]} with {setting}; {tokens} was expected"
        saying = f"{{got}} as summed log-probability of {tokens} with {setting}; {{want}} was expected"
        assert_same(got[1], total, rtol=1e-5, atol=1e-5, saying=saying)
    assert_same(got, (tokens, total), rtol=1e-5, atol=1e-5)


@hint("Take the largest entry at each step, stop right after eos, leave bos out, and add logarithms.")
def test_walks_down_the_tree_to_0_048(answer):
    """On the notebook's tree greedy search finds A, B, C, eos with the log-probability log(0.048)."""
    assert_found(answer.greedy_search(tree, 4, 3, 6), [0, 1, 2, 3], math.log(0.048), "bos=4, eos=3, max_len=6")


@hint("Compare max_len with 1 before the search begins, and raise ValueError if it is smaller.")
def test_rejects_a_maximum_length_of_zero(answer):
    """A max_len of 0 raises ValueError."""
    assert_raises(ValueError, answer.greedy_search, tree, 4, 3, 0, accepts=(tree, 4, 3, 1))
