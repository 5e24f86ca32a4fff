from collections.abc import Callable

import torch
from torch import Tensor


def exhaustive_search(
    step: Callable[[Tensor], Tensor], bos: int, eos: int, max_len: int, alpha: float = 0.75
) -> tuple[list[int], float]:
    """Find the sequence with the largest score among all that end with eos or have max_len tokens.

    step: int64 prefixes (m, t), each beginning with bos, to log-probabilities (m, V) of the next token.
    Returns the tokens without bos and the score: summed log-probability / number of tokens ** alpha.
    Raises ValueError if max_len < 1, alpha < 0 or V ** max_len > 10 ** 6.
    """
    ### BEGIN SOLUTION
    if max_len < 1 or alpha < 0:
        raise ValueError(f"impossible: {max_len=}, {alpha=}")
    live, sums, found = torch.tensor([[bos]]), torch.zeros(1), []
    for length in range(1, max_len + 1):
        totals = sums[:, None] + step(live)
        vocab_size = totals.shape[1]
        if vocab_size**max_len > 10**6:
            raise ValueError(f"{vocab_size}**{max_len} sequences are too many")
        tokens = torch.arange(vocab_size).repeat(len(live))
        live = torch.cat([live.repeat_interleave(vocab_size, dim=0), tokens[:, None]], dim=1)
        sums, complete = totals.flatten(), (tokens == eos) | (length == max_len)
        best = sums[complete].argmax()
        found.append((float(sums[complete][best]) / length**alpha, live[complete][best, 1:].tolist()))
        live, sums = live[~complete], sums[~complete]
    score, tokens = sorted(found)[-1]
    return tokens, score
    ### END SOLUTION
