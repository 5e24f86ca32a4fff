import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def table_model(table):
    """Return a step that looks its log-probabilities up; prefixes are numbered like the nodes of a tree."""
    size = table.shape[1]

    def step(prefixes):
        nodes = []
        for prefix in rows_of(prefixes):
            node = 0
            for token in prefix[1:]:
                node = size * node + token + 1
            nodes.append(node % len(table))
        return table[nodes]

    return step


def search_all(answer, tables, starts):
    """Return what greedy_search finds in each table (runs beside the student's code)."""
    found = []
    for table, bos in zip(tables, starts, strict=True):
        found.append(answer.greedy_search(table_model(table), bos, 3, 5))
    return found


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


@hint("Count the generated tokens: there may be max_len of them, not one more or less.")
def test_stops_after_max_len_tokens(answer):
    """A model that never chooses eos is stopped after max_len tokens."""

    def never_ends(prefixes):
        return torch.tensor([[0.1, 0.7, 0.2]]).log().expand(len(rows_of(prefixes)), 3)

    for max_len in (1, 4):
        got = answer.greedy_search(never_ends, 0, 2, max_len)
        assert_found(got, [1] * max_len, max_len * math.log(0.7), f"bos=0, eos=2, {max_len=}")


@hint("Give step the whole prefix each time: the next token depends on all earlier ones.")
def test_follows_the_single_best_choice_in_random_models(answer):
    """In 100 random models the result is that of one best choice after the other."""
    # A row for every prefix of at most five tokens: 1 + 4 + 16 + 64 + 256.
    tables = torch.log_softmax(2 * torch.randn(100, 341, 4, generator=seeded(), dtype=torch.float64), 2)
    starts = [1, 4] * 50
    found = answer.run(search_all, tables, starts)
    for table, bos, got in zip(tables.tolist(), starts, found, strict=True):
        tokens, total, node = [], 0.0, 0
        while len(tokens) < 5 and 3 not in tokens:
            log_prob = max(table[node])
            tokens.append(table[node].index(log_prob))
            total, node = total + log_prob, 4 * node + tokens[-1] + 1
        assert_found(got, tokens, total, f"{bos=}, eos=3, max_len=5")


@hint("One call for each generated token, always with the whole prefix as one row: torch.tensor([prefix]).")
def test_calls_the_model_once_for_each_token(answer):
    """step gets int64 prefixes of shape (1, 1), (1, 2), ... that begin with bos, once per generated token."""
    seen = []

    def steady(prefixes):
        seen.append(prefixes)
        # Token 0 after one token, 1 after two, ...; eos is 3.
        row = torch.full((len(rows_of(prefixes)), 5), 0.1)
        row[:, min(len(rows_of(prefixes)[0]) - 1, 3)] = 0.6
        return row.log()

    got = answer.greedy_search(steady, 4, 3, 9)
    for t, prefixes in enumerate(seen[:4]):
        assert isinstance(prefixes, torch.Tensor), (
            f"greedy_search gave step a {type(prefixes).__name__}, not a tensor"
        )
        what = f"a tensor of {str(prefixes.dtype).removeprefix('torch.')} and shape {tuple(prefixes.shape)}"
        fits = prefixes.dtype == torch.int64 and prefixes.shape == (1, t + 1)
        assert fits, f"greedy_search gave step {what} in call {t + 1}; int64 and shape (1, {t + 1}) were expected"
        want = [[4, 0, 1, 2][: t + 1]]
        assert prefixes.tolist() == want, (
            f"greedy_search gave step the prefixes {prefixes.tolist()}; {want} was expected"
        )
    assert len(seen) == 4, f"greedy_search called step {len(seen)} times for four tokens; 4 times was expected"
    assert_found(got, [0, 1, 2, 3], 4 * math.log(0.6), "bos=4, eos=3, max_len=9")


@hint("eos ends the sequence even if it is the very first token.")
def test_eos_may_come_first(answer):
    """A model whose most probable first token is eos gives [eos]."""

    def ends_at_once(prefixes):
        return torch.tensor([[0.2, 0.5, 0.3]]).log().expand(len(rows_of(prefixes)), 3)

    assert_found(answer.greedy_search(ends_at_once, 0, 1, 5), [1], math.log(0.5), "bos=0, eos=1, max_len=5")


@hint("argmax gives the first of several equal entries; topk and sort need not.")
def test_takes_the_smallest_index_on_ties(answer):
    """Among equally probable tokens the one with the smallest index is taken."""

    def all_alike(prefixes):
        row = torch.full((len(rows_of(prefixes)), 40), 0.1 / 32)
        row[:, [3, 9, 12, 17, 21, 25, 30, 38]] = 0.9 / 8
        return row.log()

    got = answer.greedy_search(all_alike, 0, 39, 2)
    assert_found(got, [3, 3], 2 * math.log(0.9 / 8), "bos=0, eos=39, max_len=2")
