"""Goes through all max_len rounds and hands step an empty batch once every sequence has ended.

Fails: test_stops_when_all_sequences_have_ended
"""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError("beam_size and max_len must be at least 1 and alpha at least 0")
    live, sums, finished = torch.tensor([[bos]]), torch.zeros(1), []
    for _ in range(max_len):
        table = sums[:, None] + step(live)
        V = table.shape[1]
        sums, k = table.flatten().topk(min(beam_size, table.numel()))
        live = torch.cat([live[k // V], (k % V)[:, None]], dim=1)
        ended = live[:, -1] == eos
        finished += zip(sums[ended].tolist(), live[ended, 1:].tolist())
        live, sums = live[~ended], sums[~ended]
    finished += zip(sums.tolist(), live[:, 1:].tolist())
    score, tokens = max((total / len(tokens) ** alpha, tokens) for total, tokens in finished)
    return tokens, score
