from collections.abc import Callable

import torch
from torch import Tensor


def greedy_search(step: Callable[[Tensor], Tensor], bos: int, eos: int, max_len: int) -> tuple[list[int], float]:
    """Follow the most probable token until eos or max_len tokens.

    step: int64 prefixes (m, t), each beginning with bos, to log-probabilities (m, V) of the next token.
    Returns the tokens without bos and their summed log-probability. Raises ValueError if max_len < 1.
    """
    ### BEGIN SOLUTION
    if max_len < 1:
        raise ValueError(f"max_len must be at least 1, not {max_len}")
    tokens, total = [], 0.0
    while len(tokens) < max_len and eos not in tokens:
        (log_probs,) = step(torch.tensor([[bos, *tokens]]))
        best = int(log_probs.argmax())
        tokens.append(best)
        total += float(log_probs[best])
    return tokens, total
    ### END SOLUTION
