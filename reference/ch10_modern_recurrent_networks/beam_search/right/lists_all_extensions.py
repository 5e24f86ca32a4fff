"""Lists all extensions with two nested loops and sorts them."""

import torch


def beam_search(step, bos, eos, max_len, beam_size, alpha=0.75):
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError("beam_size and max_len must be at least 1, alpha at least 0")
    live, finished = [(0.0, [bos])], []
    for _ in range(max_len):
        rows = step(torch.tensor([prefix for _, prefix in live])).tolist()
        extensions = []
        for (total, prefix), row in zip(live, rows):
            for token, log_prob in enumerate(row):
                extensions.append((total + log_prob, prefix + [token]))
        extensions.sort(reverse=True)
        live = []
        for extension in extensions[:beam_size]:
            if extension[1][-1] == eos:
                finished.append(extension)
            else:
                live.append(extension)
        if not live:
            break
    best_tokens, best_score = None, None
    for total, prefix in finished + live:
        tokens = prefix[1:]
        score = total / len(tokens) ** alpha
        if best_score is None or score > best_score:
            best_tokens, best_score = tokens, score
    return best_tokens, best_score
