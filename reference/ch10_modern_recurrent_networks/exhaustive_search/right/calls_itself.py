"""Recurses over prefixes, asking about one at a time."""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if max_len < 1 or alpha < 0:
        raise ValueError("max_len >= 1 and alpha >= 0 expected")

    def best_after(prefix, total):
        length = len(prefix)  # of the sequences with one token more, bos not counted
        row = step(torch.tensor([prefix]))[0].tolist()
        if len(row) ** max_len > 1_000_000:
            raise ValueError("too many sequences")
        best = None
        for token, log_prob in enumerate(row):
            if token == eos or length == max_len:
                candidate = (total + log_prob) / length**alpha, [*prefix[1:], token]
            else:
                candidate = best_after([*prefix, token], total + log_prob)
            if best is None or candidate[0] > best[0]:
                best = candidate
        return best

    score, tokens = best_after([bos], 0.0)
    return tokens, score
