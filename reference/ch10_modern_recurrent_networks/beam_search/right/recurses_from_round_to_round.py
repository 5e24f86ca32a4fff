"""Recurses from round to round and returns the best of what ended now and what ends later."""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if not (beam_size >= 1 and max_len >= 1 and alpha >= 0):
        raise ValueError("beam_size, max_len >= 1 and alpha >= 0 expected")

    def rounds(live, sums):
        length = live.size(1)  # bos stands in for the token that comes now
        table = step(live).double().add(sums.unsqueeze(1))
        order = table.view(-1).argsort(descending=True)[:beam_size]
        rows, tokens = order.div(table.size(1), rounding_mode="floor"), order.remainder(table.size(1))
        sums, live = table[rows, tokens], torch.hstack([live[rows], tokens.unsqueeze(1)])
        goes_on = tokens != eos if length < max_len else torch.zeros_like(tokens, dtype=torch.bool)
        results = [
            (total / length**alpha, sequence[1:])
            for total, sequence, more in zip(sums.tolist(), live.tolist(), goes_on.tolist())
            if not more
        ]
        if goes_on.any():
            results.append(rounds(live[goes_on], sums[goes_on]))
        return max(results)

    score, tokens = rounds(torch.tensor([[bos]]), torch.zeros(1, dtype=torch.float64))
    return tokens, score
