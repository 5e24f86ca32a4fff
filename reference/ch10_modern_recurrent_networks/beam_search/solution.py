from collections.abc import Callable

import torch
from torch import Tensor


def beam_search(
    step: Callable[[Tensor], Tensor], bos: int, eos: int, max_len: int, beam_size: int, alpha: float = 0.75
) -> tuple[list[int], float]:
    """Search for the sequence with the largest score, keeping beam_size candidates in each round.

    step: int64 prefixes (m, t), each beginning with bos, to log-probabilities (m, V) of the next token.
    Returns the tokens without bos and the score: summed log-probability / number of tokens ** alpha.
    Raises ValueError if beam_size < 1, max_len < 1 or alpha < 0.
    """
    ### BEGIN SOLUTION
    if beam_size < 1 or max_len < 1 or alpha < 0:
        raise ValueError(f"impossible: {beam_size=}, {max_len=}, {alpha=}")
    live, sums, finished = torch.tensor([[bos]]), torch.zeros(1), []
    for _ in range(max_len):
        totals = sums[:, None] + step(live)
        vocab_size = totals.shape[1]
        sums, kept = totals.flatten().topk(min(beam_size, totals.numel()))
        live = torch.cat([live[kept // vocab_size], (kept % vocab_size)[:, None]], dim=1)
        ended = live[:, -1] == eos
        finished += zip(live[ended].tolist(), sums[ended].tolist())
        live, sums = live[~ended], sums[~ended]
        if len(live) == 0:
            break
    finished += zip(live.tolist(), sums.tolist())
    scored = [(total / (len(tokens) - 1) ** alpha, tokens[1:]) for tokens, total in finished]
    score, tokens = sorted(scored)[-1]
    return tokens, score
    ### END SOLUTION
