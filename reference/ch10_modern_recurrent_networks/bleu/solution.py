import math
from collections import Counter
from collections.abc import Sequence


def bleu(pred: Sequence[str], label: Sequence[str], k: int) -> float:
    """Score a prediction by the n-grams up to length k that it shares with the label.

    pred, label: tokens; pred may be empty. Returns a number from 0 to 1.
    Raises ValueError for an empty label or k < 1.
    """
    ### BEGIN SOLUTION
    if len(label) == 0 or k < 1:
        raise ValueError(f"a label with tokens and k >= 1 expected, not {label!r} and {k}")
    if len(pred) == 0:
        return 0.0

    def ngrams(tokens, n):
        return Counter(tuple(tokens[i : i + n]) for i in range(len(tokens) - n + 1))

    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        matches = ngrams(pred, n) & ngrams(label, n)
        score *= (matches.total() / (len(pred) - n + 1)) ** 0.5**n
    return score
    ### END SOLUTION
