"""Recurses over the length of the prefix."""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len < 1:
        raise ValueError("at least one token must be generated")

    def follow(prefix, left):
        row = step(torch.tensor(prefix).unsqueeze(0)).flatten()
        token = row.argmax().item()
        log_prob = float(row[token])
        if token == eos or left == 1:
            return [token], log_prob
        rest, sum_of_rest = follow([*prefix, token], left - 1)
        return [token, *rest], log_prob + sum_of_rest

    return follow([bos], max_len)
