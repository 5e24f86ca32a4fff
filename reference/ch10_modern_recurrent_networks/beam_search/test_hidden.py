import itertools
import math

import torch

from autograder.toolkit import assert_raises, assert_same, hint, seeded


def rows_of(prefixes):
    """Return the prefixes as lists of ints, whatever was passed."""
    prefixes = torch.as_tensor(prefixes).long()
    return prefixes.reshape(-1, prefixes.shape[-1]).tolist() if prefixes.dim() else [[int(prefixes)]]


def table_model(generator, size, rounds):
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


def constant_model(*probabilities):
    """Return a step that gives every prefix the same probabilities."""
    log_probs = torch.tensor([probabilities]).log()
    return lambda prefixes: log_probs.repeat(len(rows_of(prefixes)), 1)


def search_with_lists(step, bos, eos, max_len, beam_size, alpha):
    """Return tokens, score and the narrowest margin by which a choice was made."""
    live, finished, margin = [(0.0, ())], [], math.inf
    for _ in range(max_len):
        rows = step([[bos, *tokens] for _, tokens in live]).tolist() if live else []
        ranked = [
            (s + p, (*tokens, v)) for (s, tokens), row in zip(live, rows, strict=True) for v, p in enumerate(row)
        ]
        ranked.sort(reverse=True)
        if len(ranked) > beam_size:
            margin = min(margin, ranked[beam_size - 1][0] - ranked[beam_size][0])
        finished += [one for one in ranked[:beam_size] if one[1][-1] == eos]
        live = [one for one in ranked[:beam_size] if one[1][-1] != eos]
    scored = sorted(((s / len(tokens) ** alpha, tokens) for s, tokens in finished + live), reverse=True)
    if len(scored) > 1:
        margin = min(margin, scored[0][0] - scored[1][0])
    return list(scored[0][1]), scored[0][0], margin


def assert_found(got, tokens, score):
    """Compare a result with the expected tokens and score."""
    if (
        isinstance(got, tuple)
        and len(got) == 2
        and isinstance(got[0], list)
        and all(type(t) is int for t in got[0])
    ):
        assert got[0] == tokens, f"beam_search found the tokens {got[0]}; {tokens} was expected"
        assert_same(got[1], score, rtol=1e-5, atol=1e-5, saying="{got} as score; {want} was expected")
    assert_same(got, (tokens, score), rtol=1e-5, atol=1e-5)


@hint(
    "A beam larger than the number of sequences drops nothing: only the final choice by score / L**alpha is left."
)
def test_a_huge_beam_is_exhaustive_search(answer):
    """With a beam larger than the number of sequences the best of all sequences is found, for any alpha."""
    generator, found = seeded(), 0
    while found < 50:
        step, alpha = table_model(generator, size=3, rounds=3), (0.0, 0.75, 1.0)[found % 3]
        sequences = {row[: row.index(2) + 1] if 2 in row else row for row in itertools.product(range(3), repeat=3)}
        scores = []
        for tokens in sequences:
            steps = [float(step([[0, *tokens[:t]]])[0, token]) for t, token in enumerate(tokens)]
            scores.append((sum(steps) / len(tokens) ** alpha, tokens))
        best, second = sorted(scores, reverse=True)[:2]
        if best[0] - second[0] > 1e-4:
            assert_found(answer.beam_search(step, 0, 2, 3, 40, alpha), list(best[1]), best[0])
            found += 1


@hint("Keep beam_size extensions of all live sequences together, in each round, by their plain sums.")
def test_keeps_the_best_extensions_of_all_sequences_together(answer):
    """In 100 random models a beam of two finds what an independent search finds."""
    generator, found = seeded(), 0
    while found < 100:
        bos = 4 * (found % 2)
        step = table_model(generator, size=4, rounds=4)
        tokens, score, margin = search_with_lists(step, bos, 3, 4, 2, 0.75)
        if margin > 1e-4:
            assert_found(answer.beam_search(step, bos, 3, 4, 2), tokens, score)
            found += 1


def short_or_long(prefixes):
    """Offer eos at once with 0.4, or 0, 0, 0, eos with 0.55 * 0.9 * 0.9 * 0.8 = 0.356 in all; eos is 2."""
    table = [[0.55, 0.05, 0.4], [0.9, 0.04, 0.06], [0.9, 0.06, 0.04], [0.12, 0.08, 0.8]]
    return torch.tensor([table[min(len(row), 4) - 1] for row in rows_of(prefixes)]).log()


@hint("Sums favour short sequences: the winner is chosen by sum / L**alpha, after all rounds.")
def test_a_longer_sequence_can_overtake_a_finished_one(answer):
    """With alpha 0.75 a long sequence of probability 0.356 beats a short one of 0.4 that finished before it."""
    long_score = math.log(0.55 * 0.9 * 0.9 * 0.8) / 4**0.75
    assert_found(answer.beam_search(short_or_long, 0, 2, 6, 2, 0.75), [0, 0, 0, 2], long_score)


@hint("Set finished sequences aside and compare them with all others at the end.")
def test_a_finished_sequence_stays_in_the_race(answer):
    """With alpha 0 a sequence that finished in the first round wins over those that came later."""
    assert_found(answer.beam_search(short_or_long, 0, 2, 6, 2, 0.0), [2], math.log(0.4))


@hint("The first round has V extensions: ask topk for min(beam_size, number of extensions).")
def test_a_beam_may_be_wider_than_the_vocabulary(answer):
    """With three tokens and a beam of eight the first round keeps all three."""
    generator, found = seeded(), 0
    while found < 5:
        step = table_model(generator, size=3, rounds=4)
        tokens, score, margin = search_with_lists(step, 0, 1, 4, 8, 0.75)
        if margin > 1e-4:
            assert_found(answer.beam_search(step, 0, 1, 4, 8), tokens, score)
            found += 1


@hint("After the last round the live sequences join the finished ones as they are.")
def test_sequences_alive_after_the_last_round_compete(answer):
    """Sequences without eos can win after max_len rounds, against finished ones or without any."""
    assert_found(answer.beam_search(constant_model(0.7, 0.2, 0.1), 0, 2, 3, 1), [0, 0, 0], 3**0.25 * math.log(0.7))
    assert_found(answer.beam_search(constant_model(0.6, 0.1, 0.3), 0, 2, 3, 2), [0, 0, 0], 3**0.25 * math.log(0.6))


@hint("One tensor with all live sequences per round: beam_size rows at most, none of which contains eos.")
def test_calls_the_model_once_per_round_with_the_live_sequences(answer):
    """step is called at most max_len times, with int64 prefixes, at most beam_size of them, none with eos."""
    generator = seeded()
    for beam_size in (1, 3, 4):
        model, seen = table_model(generator, size=5, rounds=4), []

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


def test_rejects_an_empty_beam(answer):
    """A beam_size of 0 raises ValueError."""
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 3, 0, accepts=(short_or_long, 0, 2, 3, 1))


def test_rejects_a_negative_alpha(answer):
    """A negative alpha raises ValueError; alpha 0 does not."""
    good = (short_or_long, 0, 2, 3, 2, 0.0)
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 3, 2, -1.0, accepts=good)


def test_rejects_a_maximum_length_of_zero(answer):
    """A max_len of 0 raises ValueError."""
    assert_raises(ValueError, answer.beam_search, short_or_long, 0, 2, 0, 2, accepts=(short_or_long, 0, 2, 1, 2))
