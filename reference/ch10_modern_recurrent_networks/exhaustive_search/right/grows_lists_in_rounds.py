"""Grows a list of all unfinished sequences round by round and keeps the best complete one."""

import math

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if not (max_len >= 1 and alpha >= 0):
        raise ValueError("max_len >= 1 and alpha >= 0 expected")
    live, best_tokens, best_score = [([bos], 0.0)], [], -math.inf
    for length in range(1, max_len + 1):
        table = step(torch.tensor([prefix for prefix, _ in live])).tolist()
        if len(table[0]) ** max_len > 10**6:
            raise ValueError("too many sequences")
        longer = []
        for (prefix, total), row in zip(live, table):
            for token, log_prob in enumerate(row):
                if token != eos and length < max_len:
                    longer.append(([*prefix, token], total + log_prob))
                elif (total + log_prob) / length**alpha > best_score:
                    best_tokens, best_score = [*prefix[1:], token], (total + log_prob) / length**alpha
        live = longer
    return best_tokens, best_score
