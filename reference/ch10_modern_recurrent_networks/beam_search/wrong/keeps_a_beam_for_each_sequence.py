"""Keeps beam_size extensions of each sequence instead of all together, so that the beam grows from round to round.

Fails: test_all_extensions_compete_for_the_same_places
"""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError("beam_size and max_len must be at least 1 and alpha at least 0")
    live, finished = [([bos], 0.0)], []
    for _ in range(max_len):
        log_probs = step(torch.tensor([tokens for tokens, _ in live])).tolist()
        extensions = []
        for (tokens, total), row in zip(live, log_probs):
            own = [([*tokens, token], total + row[token]) for token in range(len(row))]
            extensions += sorted(own, key=lambda extension: -extension[1])[:beam_size]
        extensions.sort(key=lambda extension: -extension[1])
        kept = extensions
        finished += [one for one in kept if one[0][-1] == eos]
        live = [one for one in kept if one[0][-1] != eos]
        if not live:
            break
    finished += live

    def score(sequence):
        tokens, total = sequence
        return total / (len(tokens) - 1) ** alpha

    best = max(finished, key=score)
    return best[0][1:], score(best)
