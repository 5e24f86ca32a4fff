"""Does not look at max_len and has nothing to return for 0.

Fails: test_rejects_a_maximum_length_of_zero
"""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if alpha < 0:
        raise ValueError("alpha is negative")
    live, complete = [([bos], 0.0)], []
    for length in range(1, max_len + 1):
        table = step(torch.tensor([prefix for prefix, _ in live])).tolist()
        if len(table[0]) ** max_len > 10**6:
            raise ValueError("too many sequences")
        extensions = [
            ([*prefix, token], total + log_prob)
            for (prefix, total), row in zip(live, table)
            for token, log_prob in enumerate(row)
        ]
        complete += [one for one in extensions if one[0][-1] == eos or length == max_len]
        live = [one for one in extensions if one[0][-1] != eos]
    complete.append(([bos], 0.0)) if not complete else None
    tokens, total = max(complete, key=lambda one: one[1] / max(len(one[0]) - 1, 1) ** alpha)
    return tokens[1:], total / max(len(tokens) - 1, 1) ** alpha
