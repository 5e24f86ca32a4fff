import math

import torch

from autograder.toolkit import assert_same, hint, seeded


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def table_model(generator, size=4, rounds=5):
    """Return a step that looks its log-probabilities up: one random row for every prefix."""
    tables = [2 * torch.randn(size**t, size, generator=generator, dtype=torch.float64) for t in range(rounds)]
    tables = [table - table.exp().sum(1, keepdim=True).log() for table in tables]

    def step(prefixes):
        found = []
        for row in rows_of(prefixes):
            table = tables[min(len(row), rounds) - 1]
            found.append(table[sum(token * size**k for k, token in enumerate(row[1:])) % len(table)])
        return torch.stack(found)

    return step


def assert_found(got, tokens, total):
    """Compare a result with the expected tokens and sum."""
    if (
        isinstance(got, tuple)
        and len(got) == 2
        and isinstance(got[0], list)
        and all(type(t) is int for t in got[0])
    ):
        assert got[0] == tokens, f"greedy_search found the tokens {got[0]}; {tokens} was expected"
        assert_same(
            got[1], total, rtol=1e-5, atol=1e-5, saying="{got} as summed log-probability; {want} was expected"
        )
    assert_same(got, (tokens, total), rtol=1e-5, atol=1e-5)


@hint("Count the generated tokens: there may be max_len of them, not one more or less.")
def test_stops_after_max_len_tokens(answer):
    """A model that never chooses eos is stopped after max_len tokens."""

    def never_ends(prefixes):
        return torch.tensor([[0.1, 0.7, 0.2]]).log().expand(len(rows_of(prefixes)), 3)

    for max_len in (1, 4):
        assert_found(answer.greedy_search(never_ends, 0, 2, max_len), [1] * max_len, max_len * math.log(0.7))


@hint("Give step the whole prefix each time: the next token depends on all earlier ones.")
def test_follows_the_single_best_choice_in_random_models(answer):
    """In 100 random models the result is that of one best choice after the other."""
    generator = seeded()
    for bos in [1, 4] * 50:
        step = table_model(generator)
        prefix, total = [bos], 0.0
        while len(prefix) <= 5 and 3 not in prefix[1:]:
            log_prob, token = step(torch.tensor([prefix]))[0].max(0)
            prefix, total = [*prefix, int(token)], total + float(log_prob)
        assert_found(answer.greedy_search(step, bos, 3, 5), prefix[1:], total)


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
    assert len(seen) == 4, f"greedy_search called step {len(seen)} times for four tokens; 4 times was expected"
    for t, prefixes in enumerate(seen):
        assert isinstance(prefixes, torch.Tensor), (
            f"greedy_search gave step a {type(prefixes).__name__}, not a tensor"
        )
        what = f"a {str(prefixes.dtype).removeprefix('torch.')} tensor of shape {tuple(prefixes.shape)}"
        fits = prefixes.dtype == torch.int64 and prefixes.shape == (1, t + 1)
        assert fits, (
            f"greedy_search gave step {what} in call {t + 1}; an int64 tensor of shape (1, {t + 1}) was expected"
        )
        want = [[4, 0, 1, 2][: t + 1]]
        assert prefixes.tolist() == want, (
            f"greedy_search gave step the prefixes {prefixes.tolist()}; {want} was expected"
        )
    assert_found(got, [0, 1, 2, 3], 4 * math.log(0.6))


@hint("eos ends the sequence even if it is the very first token.")
def test_eos_may_come_first(answer):
    """A model whose most probable first token is eos gives [eos]."""

    def ends_at_once(prefixes):
        return torch.tensor([[0.2, 0.5, 0.3]]).log().expand(len(rows_of(prefixes)), 3)

    assert_found(answer.greedy_search(ends_at_once, 0, 1, 5), [1], math.log(0.5))


@hint("argmax gives the first of several equal entries; topk and sort need not.")
def test_takes_the_smallest_index_on_ties(answer):
    """Among equally probable tokens the one with the smallest index is taken."""

    def all_alike(prefixes):
        row = torch.full((len(rows_of(prefixes)), 40), 0.1 / 32)
        row[:, [3, 9, 12, 17, 21, 25, 30, 38]] = 0.9 / 8
        return row.log()

    assert_found(answer.greedy_search(all_alike, 0, 39, 2), [3, 3], 2 * math.log(0.9 / 8))
