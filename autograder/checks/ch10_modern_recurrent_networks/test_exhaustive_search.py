import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint

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
        assert got[0] == tokens, (
            f"exhaustive_search found the tokens {got[0]} with {setting}; {tokens} was expected"
        )
        saying = f"{{got}} as the score of {tokens} with {setting}; {{want}} was expected"
        assert_same(got[1], score, rtol=1e-5, atol=1e-5, saying=saying)
    assert_same(got, (tokens, score), rtol=1e-5, atol=1e-5)


@hint("Divide the sum of every complete sequence by its own L**alpha, and take the largest of these scores.")
def test_the_score_decides(answer):
    """On the notebook's tree A, C, B, eos wins with the score log(0.054) / 4**0.75."""
    got = answer.exhaustive_search(tree, 4, 3, 5)
    assert_found(got, [0, 2, 1, 3], math.log(0.054) / 4**0.75, "alpha=0.75, max_len=5, eos=3")


@hint("A sequence may end early: eos makes it complete, and with alpha = 0 its plain sum is its score.")
def test_short_sequences_take_part(answer):
    """With alpha = 0 the short sequence A, eos wins with 0.5 * 0.23 = 0.115."""
    got = answer.exhaustive_search(tree, 4, 3, 5, 0.0)
    assert_found(got, [0, 3], math.log(0.115), "alpha=0.0, max_len=5, eos=3")


def tossed_coin(prefixes):
    """Give token 0 and eos, which is 1, the probabilities 0.6 and 0.4."""
    return torch.tensor([[0.6, 0.4]]).log().repeat(len(rows_of(prefixes)), 1)


@hint("Compare V**max_len with 10**6, where V is the number of columns that step([[bos]]) returns.")
def test_rejects_a_search_without_end(answer):
    """With V = 2 a max_len of 20 raises ValueError, since 2**20 > 10**6, and 19 does not."""
    search = answer.exhaustive_search
    assert_raises(ValueError, search, tossed_coin, 2, 1, 20, accepts=(tossed_coin, 2, 1, 19))
