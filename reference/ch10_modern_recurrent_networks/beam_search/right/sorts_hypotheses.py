"""Sorts a Python list of hypotheses in each round."""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError("beam_size and max_len must be at least 1, alpha not negative")
    live, finished = [([bos], 0.0)], []
    for _ in range(max_len):
        if not live:
            break
        rows = step(torch.tensor([tokens for tokens, _ in live])).tolist()
        extensions = []
        for (tokens, total), row in zip(live, rows):
            for token, log_prob in enumerate(row):
                extensions.append(([*tokens, token], total + log_prob))
        extensions.sort(key=lambda hypothesis: hypothesis[1], reverse=True)
        live = []
        for tokens, total in extensions[:beam_size]:
            (finished if tokens[-1] == eos else live).append((tokens, total))
    best, best_score = None, -float("inf")
    for tokens, total in finished + live:
        score = total / (len(tokens) - 1) ** alpha
        if score > best_score:
            best, best_score = tokens[1:], score
    return best, best_score
