"""Keeps the extensions on a heap and the best finished sequence only."""

import heapq

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if min(beam_size, max_len) < 1:
        raise ValueError("too small")
    if alpha < 0:
        raise ValueError("alpha is negative")
    live, best = [(0.0, (bos,))], (-float("inf"), [])
    for length in range(1, max_len + 1):
        log_probs = step(torch.tensor([list(tokens) for _, tokens in live]))
        heap = []
        for (total, tokens), row in zip(live, log_probs):
            for token in range(len(row)):
                item = (total + float(row[token]), (*tokens, token))
                if len(heap) < beam_size:
                    heapq.heappush(heap, item)
                else:
                    heapq.heappushpop(heap, item)
        live = []
        for total, tokens in heap:
            if tokens[-1] == eos or length == max_len:
                best = max(best, (total / length**alpha, list(tokens[1:])))
            else:
                live.append((total, tokens))
        if not live:
            break
    return best[1], best[0]
