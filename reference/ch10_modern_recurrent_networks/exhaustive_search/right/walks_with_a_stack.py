"""Walks through the tree depth first with a stack of its own, the last row as a tensor."""

import torch


def exhaustive_search(step, bos, eos, max_len, alpha=0.75):
    if max_len <= 0 or alpha < 0.0:
        raise ValueError("impossible arguments")
    complete, stack = {}, [((), 0.0)]
    while stack:
        tokens, total = stack.pop()
        totals = total + step(torch.tensor([[bos, *tokens]])).double()[0]
        V, L = len(totals), len(tokens) + 1
        if V**max_len > 10**6:
            raise ValueError(f"{V} tokens and {max_len} steps are too many")
        complete[*tokens, eos] = totals[eos].item() / L**alpha
        if L == max_len:
            last = int(totals.argmax())
            complete[*tokens, last] = totals[last].item() / L**alpha
        else:
            stack += [((*tokens, v), totals[v].item()) for v in range(V) if v != eos]
    winner = max(complete, key=complete.get)
    return list(winner), complete[winner]
