"""Keeps hypotheses as named tuples and lets heapq.nlargest choose."""

import heapq
from operator import attrgetter
from typing import NamedTuple

import torch


class Hypothesis(NamedTuple):
    tokens: tuple
    log_prob: float = 0.0


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if min(beam_size, max_len) < 1 or alpha < 0:
        raise ValueError("beam_size, max_len or alpha is too small")
    live, done = [Hypothesis(())], []
    while live and max_len > 0:
        log_probs = step(torch.tensor([(bos, *hyp.tokens) for hyp in live]))
        kept = heapq.nlargest(
            beam_size,
            (
                Hypothesis((*hyp.tokens, token), hyp.log_prob + value)
                for hyp, row in zip(live, log_probs.tolist())
                for token, value in enumerate(row)
            ),
            key=attrgetter("log_prob"),
        )
        done += [hyp for hyp in kept if hyp.tokens[-1] == eos]
        live = [hyp for hyp in kept if hyp.tokens[-1] != eos]
        max_len -= 1

    def score(hyp):
        return hyp.log_prob / len(hyp.tokens) ** alpha

    winner = max(done + live, key=score)
    return list(winner.tokens), score(winner)
