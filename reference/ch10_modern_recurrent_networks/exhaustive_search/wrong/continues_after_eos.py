"""Goes on after eos, so that a finished sentence shares its probability among meaningless continuations.

Fails: test_short_sequences_take_part
"""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if max_len < 1 or alpha < 0:
        raise ValueError("max_len >= 1 and alpha >= 0 expected")
    live = [([bos], 0.0)]
    for length in range(1, max_len + 1):
        table = step(torch.tensor([prefix for prefix, _ in live])).tolist()
        if len(table[0]) ** max_len > 10**6:
            raise ValueError("too many sequences")
        extensions = [
            ([*prefix, token], total + log_prob)
            for (prefix, total), row in zip(live, table)
            for token, log_prob in enumerate(row)
        ]
        live = extensions
    tokens, total = max(live, key=lambda one: one[1])
    length = tokens.index(eos) if eos in tokens else max_len
    return tokens[1 : length + 1], total / length**alpha
