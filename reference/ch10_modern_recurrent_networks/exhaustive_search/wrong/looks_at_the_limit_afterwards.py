"""Looks at the limit when the search is over; it should keep the search from beginning.

Fails: test_gives_up_before_it_searches
"""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if max_len < 1 or alpha < 0:
        raise ValueError("max_len >= 1 and alpha >= 0 expected")
    V = 0
    live, complete = [([bos], 0.0)], []
    for length in range(1, max_len + 1):
        table = step(torch.tensor([prefix for prefix, _ in live])).tolist()
        V = max(V, len(table[0]))
        extensions = [
            ([*prefix, token], total + log_prob)
            for (prefix, total), row in zip(live, table)
            for token, log_prob in enumerate(row)
        ]
        complete += [one for one in extensions if one[0][-1] == eos or length == max_len]
        live = [one for one in extensions if one[0][-1] != eos]
    if V**max_len > 10**6:
        raise ValueError("too many sequences")
    tokens, total = max(complete, key=lambda one: one[1] / (len(one[0]) - 1) ** alpha)
    return tokens[1:], total / (len(tokens) - 1) ** alpha
