"""Never looks at beam_size, so an empty beam gives no sequence instead of a ValueError.

Fails: test_rejects_an_empty_beam
"""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if max_len < 1 or alpha < 0:
        raise ValueError("beam_size and max_len must be at least 1 and alpha at least 0")
    live, finished = [([bos], 0.0)], []
    for _ in range(max_len):
        log_probs = step(torch.tensor([tokens for tokens, _ in live])).tolist()
        extensions = []
        for (tokens, total), row in zip(live, log_probs):
            extensions += [([*tokens, token], total + row[token]) for token in range(len(row))]
        extensions.sort(key=lambda extension: -extension[1])
        kept = extensions[:beam_size]
        finished += [one for one in kept if one[0][-1] == eos]
        live = [one for one in kept if one[0][-1] != eos]
        if not live:
            break
    finished += live

    def score(sequence):
        tokens, total = sequence
        return total / (len(tokens) - 1) ** alpha

    if not finished:
        return [], 0.0
    best = max(finished, key=score)
    return best[0][1:], score(best)
