import itertools
import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def random_tables(generator, count, size, rounds):
    """Return count tables of log-probabilities, each with a row for every prefix of at most rounds tokens."""
    nodes = sum(size**t for t in range(rounds))
    logits = 2 * torch.randn(count, nodes, size, generator=generator, dtype=torch.float64)
    return torch.log_softmax(logits, 2)


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


def search_all(answer, tables, cases):
    """Return what exhaustive_search finds in each table (runs beside the student's code)."""
    return [answer.exhaustive_search(table_model(table), *case) for table, case in zip(tables, cases, strict=True)]


def constant_model(*probabilities):
    """Return a step that gives every prefix the same probabilities."""
    log_probs = torch.tensor([probabilities]).log()
    return lambda prefixes: log_probs.repeat(len(rows_of(prefixes)), 1)


def ranked(table, eos, max_len, alpha):
    """Return (score, tokens) of all complete sequences, the best first."""
    rows, size = table.tolist(), table.shape[1]
    everything = itertools.product(range(size), repeat=max_len)
    scores = []
    for tokens in {row[: row.index(eos) + 1] if eos in row else row for row in everything}:
        total, node = 0.0, 0
        for token in tokens:
            total, node = total + rows[node][token], size * node + token + 1
        scores.append((total / len(tokens) ** alpha, list(tokens)))
    return sorted(scores, reverse=True)


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


@hint("Write down all complete sequences for V = 2 and max_len = 2 by hand, and print those that you compare.")
def test_no_sequence_scores_higher(answer):
    """In 50 random models the result is the best of all complete sequences, listed one by one."""
    tables, alphas = random_tables(seeded(), 54, size=4, rounds=4), (0.0, 0.75, 1.0) * 18
    # bos is 0, a token that may be generated as well, or lies outside the vocabulary.
    cases = [(0 if k % 2 else 4, 2, 4, alphas[k]) for k in range(54)]
    everything = [ranked(table, *case[1:]) for table, case in zip(tables, cases, strict=True)]
    clear = [k for k in range(54) if everything[k][0][0] - everything[k][1][0] > 1e-4][:50]
    found = answer.run(search_all, tables[clear], [cases[k] for k in clear])
    for k, got in zip(clear, found, strict=True):
        score, tokens = everything[k][0]
        assert_found(got, tokens, score, f"bos={cases[k][0]}, eos=2, max_len=4, alpha={alphas[k]}")


def late_bloomer(prefixes):
    """Offer twelve tokens; only after the least probable one, 10, is there a certain way on; eos is 11."""
    first = [0.09] * 10 + [0.06, 0.04]
    later = [0.085] * 10 + [0.05, 0.1]
    certain = [0.001] * 10 + [0.98, 0.01]
    table = {(): first, (10,): certain, (10, 10): certain}
    return torch.tensor([table.get(tuple(row[1:]), later) for row in rows_of(prefixes)]).log()


@hint("Drop nothing on the way: what looks worst after one token may be the best in the end.")
def test_keeps_the_least_promising_beginnings(answer):
    """A sequence wins whose first token is the least probable of all but eos."""
    got = answer.exhaustive_search(late_bloomer, 12, 11, 3)
    assert_found(got, [10, 10, 10], math.log(0.06 * 0.98 * 0.98) / 3**0.75, "eos=11, max_len=3, alpha=0.75")


@hint("After max_len tokens a sequence is complete without eos.")
def test_sequences_without_eos_take_part(answer):
    """A sequence of max_len tokens without eos can win."""
    got = answer.exhaustive_search(constant_model(0.7, 0.2, 0.1), 3, 2, 3)
    assert_found(got, [0, 0, 0], 3**0.25 * math.log(0.7), "eos=2, max_len=3, alpha=0.75")


@hint("With max_len = 1 all V sequences of one token are complete.")
def test_a_single_token_may_be_all(answer):
    """With max_len 1 the most probable token wins, eos or another."""
    for probabilities, tokens in (((0.3, 0.5, 0.2), [1]), ((0.3, 0.1, 0.6), [2])):
        got = answer.exhaustive_search(constant_model(*probabilities), 3, 2, 1)
        assert_found(got, tokens, math.log(max(probabilities)), "eos=2, max_len=1, alpha=0.75")


@hint("log 0 is -inf: such sequences take part and lose. Avoid differences of two of them, which are nan.")
def test_eos_may_be_certain_at_once(answer):
    """A model that gives eos the probability 1 at once has the result [eos] with the score 0."""
    got = answer.exhaustive_search(constant_model(0.0, 0.0, 1.0), 3, 2, 3)
    assert_found(got, [2], 0.0, "eos=2, max_len=3, alpha=0.75")


@hint("A sequence with eos is complete: score it, and leave it out of what is extended.")
def test_asks_about_unfinished_sequences_only(answer):
    """step gets int64 prefixes of shape (m, t) that begin with bos and do not contain eos, [bos] alone first."""
    seen, model = [], table_model(random_tables(seeded(), 1, size=3, rounds=4)[0])

    def step(prefixes):
        seen.append(prefixes)
        return model(prefixes)

    answer.exhaustive_search(step, 3, 1, 4)
    for prefixes in seen:
        assert isinstance(prefixes, torch.Tensor), (
            f"exhaustive_search gave step a {type(prefixes).__name__}, not a tensor"
        )
        what = f"a tensor of {str(prefixes.dtype).removeprefix('torch.')} and shape {tuple(prefixes.shape)}"
        fits = prefixes.dtype == torch.int64 and prefixes.dim() == 2
        assert fits, f"exhaustive_search gave step {what}; int64 and shape (m, t) were expected"
        rows = prefixes.tolist()
        assert all(row[0] == 3 for row in rows), "exhaustive_search gave step a prefix that does not begin with bos"
        assert all(1 not in row for row in rows), (
            "exhaustive_search gave step a prefix that contains eos; such a sequence is complete"
        )
        assert len(rows[0]) <= 4, (
            "exhaustive_search asked what follows max_len = 4 tokens; such a sequence is complete"
        )
    first = seen[0].tolist() if seen else None
    assert first == [[3]], f"exhaustive_search asked about {first} first; [[bos]] = [[3]] was expected"


@hint("Compare V**max_len with 10**6 right after the first call of step.")
def test_gives_up_before_it_searches(answer):
    """With V = 10 and max_len 7 ValueError comes after a single call of step."""
    calls, uniform = [], constant_model(*[0.1] * 10)

    def step(prefixes):
        calls.append(tuple(prefixes.shape))
        # Whoever goes on after the first call is led to an early end.
        return uniform(prefixes)[:, : 10 if len(calls) == 1 else 2]

    assert_raises(ValueError, answer.exhaustive_search, step, 10, 0, 7, accepts=(tossed_coin, 2, 1, 3))
    assert len(calls) == 1, (
        f"exhaustive_search called step {len(calls)} times before it gave up; the first call tells V"
    )


def tossed_coin(prefixes):
    """Give token 0 and eos, which is 1, the probabilities 0.6 and 0.4."""
    return constant_model(0.6, 0.4)(prefixes)


@hint("The limit is on V**max_len, and 10**6 itself is still allowed.")
def test_a_million_sequences_are_allowed(answer):
    """A vocabulary of 10**6 tokens may be searched with max_len 1; one more token raises ValueError."""
    log_probs = torch.arange(-(10.0**6), 1)[None]
    got = answer.exhaustive_search(lambda prefixes: log_probs[:, 1:], 0, 7, 1)
    assert_found(got, [10**6 - 1], 0.0, "V=10**6, max_len=1")
    good = (lambda prefixes: log_probs[:, -9:], 0, 7, 1)
    assert_raises(ValueError, answer.exhaustive_search, lambda prefixes: log_probs, 0, 7, 1, accepts=good)


@hint("Compare max_len and alpha with their limits before the search begins: raise ValueError.")
def test_rejects_a_maximum_length_of_zero(answer):
    """A max_len of 0 raises ValueError; 1 does not."""
    assert_raises(ValueError, answer.exhaustive_search, tossed_coin, 2, 1, 0, accepts=(tossed_coin, 2, 1, 1))


@hint("Compare max_len and alpha with their limits before the search begins: raise ValueError.")
def test_rejects_a_negative_alpha(answer):
    """A negative alpha raises ValueError; alpha 0 does not."""
    good = (tossed_coin, 2, 1, 3, 0.0)
    assert_raises(ValueError, answer.exhaustive_search, tossed_coin, 2, 1, 3, -1.0, accepts=good)
