"""Compares n-grams that stand at the same place only, so that one inserted word spoils all that follows.

Fails: test_follows_the_definition
"""

import math


def bleu(pred, label, k):
    if len(label) == 0 or k < 1:
        raise ValueError("a label with tokens and k >= 1 expected")
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        matches = sum(pred[i : i + n] == label[i : i + n] for i in range(len(pred) - n + 1))
        score *= (matches / (len(pred) - n + 1)) ** 0.5**n
    return score
