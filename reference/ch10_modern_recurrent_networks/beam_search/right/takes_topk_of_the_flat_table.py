"""Keeps live sequences and sums as tensors and chooses with topk on the flattened table."""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError("need beam_size >= 1, max_len >= 1 and alpha >= 0")
    live, sums = torch.tensor([[bos]]), torch.zeros(1)
    finished = []
    for length in range(1, max_len + 1):
        table = sums[:, None] + step(live)
        V = table.shape[1]
        sums, index = table.flatten().topk(min(beam_size, table.numel()))
        live = torch.cat([live[index // V], (index % V)[:, None]], dim=1)
        ended = live[:, -1] == eos
        if length == max_len:
            ended[:] = True
        for tokens, total in zip(live[ended, 1:].tolist(), sums[ended].tolist()):
            finished.append((total / length**alpha, tokens))
        live, sums = live[~ended], sums[~ended]
        if len(live) == 0:
            break
    score, tokens = max(finished)
    return tokens, score
