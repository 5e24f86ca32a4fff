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
    """Return what beam_search finds in each table (runs beside the student's code)."""
    found = []
    for table, case in zip(tables, cases, strict=True):
        found.append(answer.beam_search(table_model(table), *case))
    return found


def constant_model(*probabilities):
    """Return a step that gives every prefix the same probabilities."""
    log_probs = torch.tensor([probabilities]).log()
    return lambda prefixes: log_probs.repeat(len(rows_of(prefixes)), 1)


def search_with_lists(table, bos, eos, max_len, beam_size, alpha):
    """Return tokens, score and the narrowest margin by which a choice was made."""
    rows, size = table.tolist(), table.shape[1]
    live, finished, margin = [(0.0, (), 0)], [], math.inf
    for _ in range(max_len):
        ranked = [
            (s + p, (*tokens, v), size * node + v + 1) for s, tokens, node in live for v, p in enumerate(rows[node])
        ]
        ranked.sort(reverse=True)
        if len(ranked) > beam_size:
            margin = min(margin, ranked[beam_size - 1][0] - ranked[beam_size][0])
        finished += [one for one in ranked[:beam_size] if one[1][-1] == eos]
        live = [one for one in ranked[:beam_size] if one[1][-1] != eos]
    scored = sorted(((s / len(tokens) ** alpha, tokens) for s, tokens, _ in finished + live), reverse=True)
    if len(scored) > 1:
        margin = min(margin, scored[0][0] - scored[1][0])
    return list(scored[0][1]), scored[0][0], margin


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


@hint(
    "A beam larger than the number of sequences drops nothing: only the final choice by score / L**alpha is left."
)
def test_a_huge_beam_is_exhaustive_search(answer):
    """With a beam larger than the number of sequences the best of all sequences is found, for any alpha."""
    tables, setting = random_tables(seeded(), 54, size=3, rounds=3), "beam_size=40, alpha={}, max_len=3, eos=2"
    sequences = {row[: row.index(2) + 1] if 2 in row else row for row in itertools.product(range(3), repeat=3)}
    wants, clear, alphas = [], [], (0.0, 0.75, 1.0) * 18
    for k, table in enumerate(tables.tolist()):
        scores = []
        for tokens in sequences:
            total, node = 0.0, 0
            for token in tokens:
                total, node = total + table[node][token], 3 * node + token + 1
            scores.append((total / len(tokens) ** alphas[k], list(tokens)))
        best, second = sorted(scores, reverse=True)[:2]
        wants.append(best)
        if best[0] - second[0] > 1e-4:
            clear.append(k)
    clear = clear[:50]
    found = answer.run(search_all, tables[clear], [(0, 2, 3, 40, alphas[k]) for k in clear])
    for k, got in zip(clear, found, strict=True):
        score, tokens = wants[k]
        assert_found(got, tokens, score, setting.format(alphas[k]))


@hint("Keep beam_size extensions of all live sequences together, in each round, by their plain sums.")
def test_keeps_the_best_extensions_of_all_sequences_together(answer):
    """In 100 random models a beam of two finds what an independent search finds."""
    tables, cases = random_tables(seeded(), 104, size=4, rounds=4), [(0, 3, 4, 2, 0.75), (4, 3, 4, 2, 0.75)] * 52
    wants = [search_with_lists(table, *case) for table, case in zip(tables, cases, strict=True)]
    clear = [k for k, (_, _, margin) in enumerate(wants) if margin > 1e-4][:100]
    found = answer.run(search_all, tables[clear], [cases[k] for k in clear])
    for k, got in zip(clear, found, strict=True):
        tokens, score, _ = wants[k]
        assert_found(got, tokens, score, f"beam_size=2, alpha=0.75, max_len=4, bos={cases[k][0]}, eos=3")


def short_or_long(prefixes):
    """Offer eos at once with 0.4, or 0, 0, 0, eos with 0.55 * 0.9 * 0.9 * 0.8 = 0.356 in all; eos is 2."""
    table = [[0.55, 0.05, 0.4], [0.9, 0.04, 0.06], [0.9, 0.06, 0.04], [0.12, 0.08, 0.8]]
    return torch.tensor([table[min(len(row), 4) - 1] for row in rows_of(prefixes)]).log()


@hint("Sums favour short sequences: the winner is chosen by sum / L**alpha, after all rounds.")
def test_a_longer_sequence_can_overtake_a_finished_one(answer):
    """With alpha 0.75 a long sequence of probability 0.356 beats a short one of 0.4 that finished before it."""
    got = answer.beam_search(short_or_long, 0, 2, 6, 2, 0.75)
    long_score = math.log(0.55 * 0.9 * 0.9 * 0.8) / 4**0.75
    assert_found(got, [0, 0, 0, 2], long_score, "beam_size=2, alpha=0.75, max_len=6, eos=2")


@hint("L**0 is 1: with alpha 0 nothing is divided, and the largest sum of log-probabilities wins.")
def test_alpha_decides_between_short_and_long(answer):
    """With alpha 0 a short sequence of probability 0.4 beats a long one of 0.356."""
    got = answer.beam_search(short_or_long, 0, 2, 6, 2, 0.0)
    if isinstance(got, tuple) and len(got) == 2:
        assert got[0] != [0, 0, 0, 2], (
            "beam_search found the tokens [0, 0, 0, 2] with beam_size=2, alpha=0.0, max_len=6, eos=2; "
            "[2] was expected. [0, 0, 0, 2] wins with alpha=0.75: does the score depend on alpha?"
        )
    assert_found(got, [2], math.log(0.4), "beam_size=2, alpha=0.0, max_len=6, eos=2")


def probable_end(prefixes):
    """Offer eos at once with 0.6 and later with 0.5; eos is 2."""
    table = [[0.35, 0.05, 0.6], [0.4, 0.1, 0.5]]
    return torch.tensor([table[min(len(row), 2) - 1] for row in rows_of(prefixes)]).log()


@hint("Set finished sequences aside and compare them with all others at the end.")
def test_a_finished_sequence_stays_in_the_race(answer):
    """A sequence of probability 0.6 that finished in the first round wins over all later ones, for any alpha."""
    for alpha in (0.0, 0.75, 1.0):
        got = answer.beam_search(probable_end, 0, 2, 4, 2, alpha)
        assert_found(got, [2], math.log(0.6), f"beam_size=2, {alpha=}, max_len=4, eos=2")


@hint("The first round has V extensions: ask topk for min(beam_size, number of extensions).")
def test_a_beam_may_be_wider_than_the_vocabulary(answer):
    """With three tokens and a beam of eight the first round keeps all three."""
    for table in random_tables(seeded(), 6, size=3, rounds=4):
        tokens, score, margin = search_with_lists(table, 0, 1, 4, 8, 0.75)
        if margin > 1e-4:
            got = answer.beam_search(table_model(table), 0, 1, 4, 8)
            assert_found(got, tokens, score, "beam_size=8, alpha=0.75, max_len=4, eos=1")


@hint("After the last round the live sequences join the finished ones as they are.")
def test_sequences_alive_after_the_last_round_compete(answer):
    """Sequences without eos can win after max_len rounds, against finished ones or without any."""
    for beam_size, probabilities in ((1, (0.7, 0.2, 0.1)), (2, (0.6, 0.1, 0.3))):
        got = answer.beam_search(constant_model(*probabilities), 0, 2, 3, beam_size)
        score = 3**0.25 * math.log(probabilities[0])
        assert_found(got, [0, 0, 0], score, f"{beam_size=}, alpha=0.75, max_len=3, eos=2")


@hint("One tensor with all live sequences per round: beam_size rows at most, none of which contains eos.")
def test_calls_the_model_once_per_round_with_the_live_sequences(answer):
    """step is called at most max_len times, with int64 prefixes, at most beam_size of them, none with eos."""
    for beam_size, table in zip((1, 3, 4), random_tables(seeded(), 3, size=5, rounds=4), strict=True):
        model, seen = table_model(table), []

        def step(prefixes, model=model, seen=seen):
            seen.append(prefixes)
            return model(prefixes)

        answer.beam_search(step, 5, 4, 4, beam_size)
        assert 1 <= len(seen) <= 4, (
            f"beam_search called step {len(seen)} times in 4 rounds; once per round was expected"
        )
        for t, prefixes in enumerate(seen):
            assert isinstance(prefixes, torch.Tensor), (
                f"beam_search gave step a {type(prefixes).__name__}, not a tensor"
            )
            what = f"beam_search gave step a tensor of shape {tuple(prefixes.shape)} in round {t + 1}"
            assert prefixes.dim() == 2 and prefixes.shape[1] == t + 1, f"{what}; {t + 1} columns were expected"
            assert prefixes.shape[0] <= beam_size, f"{what}; a beam of {beam_size} allows {beam_size} rows at most"
            kind = str(prefixes.dtype).removeprefix("torch.")
            assert kind == "int64", f"beam_search gave step a tensor of {kind}; int64 was expected"
            assert bool((prefixes[:, 0] == 5).all()), "beam_search gave step a prefix that does not begin with bos"
            assert not bool((prefixes == 4).any()), "beam_search gave step a sequence that had ended with eos"


@hint("Stop as soon as no sequence is alive: there is nothing left that step could continue.")
def test_stops_when_all_sequences_have_ended(answer):
    """When every kept sequence has ended with eos, step is not called again."""
    calls = []

    def ends_at_once(prefixes):
        calls.append(tuple(torch.as_tensor(prefixes).shape))
        return torch.tensor([[0.1, 0.2, 0.7]]).log().repeat(len(prefixes), 1)

    got = answer.beam_search(ends_at_once, 0, 2, 5, 1)
    assert len(calls) == 1, (
        f"beam_search called step {len(calls)} times, with the shapes {', '.join(map(str, calls))}, though "
        "the only sequence had ended in round 1; one call was expected"
    )
    assert_found(got, [2], math.log(0.7), "beam_size=1, alpha=0.75, max_len=5, eos=2")


@hint("Compare beam_size, max_len and alpha with their limits before the search begins: raise ValueError.")
def test_rejects_an_empty_beam(answer):
    """A beam_size of 0 raises ValueError."""
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 3, 0, accepts=(short_or_long, 0, 2, 3, 1))


@hint("Compare beam_size, max_len and alpha with their limits before the search begins: raise ValueError.")
def test_rejects_a_negative_alpha(answer):
    """A negative alpha raises ValueError; alpha 0 does not."""
    good = (short_or_long, 0, 2, 3, 2, 0.0)
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 3, 2, -1.0, accepts=good)


@hint("Compare beam_size, max_len and alpha with their limits before the search begins: raise ValueError.")
def test_rejects_a_maximum_length_of_zero(answer):
    """A max_len of 0 raises ValueError."""
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 0, 2, accepts=(short_or_long, 0, 2, 1, 2))
