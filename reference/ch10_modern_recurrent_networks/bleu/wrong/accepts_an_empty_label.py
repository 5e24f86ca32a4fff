"""Scores a prediction against a label without tokens, where there is nothing to compare.

Fails: test_rejects_an_empty_label
"""

import math
from collections import Counter


def bleu(pred, label, k):
    if k < 1:
        raise ValueError("k must be at least 1")
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = (in_pred & in_label).total()
        score *= (matches / (len(pred) - n + 1)) ** 0.5**n
    return score
