"""Works with Python lists and finds the maximum without torch."""

import torch


def greedy_search(step, bos, eos, max_len):
    if max_len <= 0:
        raise ValueError(f"max_len = {max_len}")
    prefix, logs = [bos], []
    while True:
        row = step(torch.tensor([prefix], dtype=torch.int64)).tolist()[0]
        token = row.index(max(row))
        prefix.append(token)
        logs.append(row[token])
        if token == eos or len(logs) == max_len:
            return prefix[1:], sum(logs)
