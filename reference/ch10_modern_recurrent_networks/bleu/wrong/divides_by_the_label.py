"""Divides by the number of n-grams of the label, which is recall; precision divides by the prediction's.

Fails: test_follows_the_definition
"""

import math
from collections import Counter


def bleu(pred, label, k):
    if len(label) == 0 or k < 1:
        raise ValueError("a label with tokens and k >= 1 expected")
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = (in_pred & in_label).total()
        score *= (matches / max(len(label) - n + 1, 1)) ** 0.5**n
    return score
