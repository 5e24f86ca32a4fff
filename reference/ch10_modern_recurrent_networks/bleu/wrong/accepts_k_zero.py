"""Takes k = 0 for no n-grams at all and returns the penalty alone.

Fails: test_rejects_k_below_one
"""

import math
from collections import Counter


def bleu(pred, label, k):
    if len(label) == 0:
        raise ValueError("empty label")
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = (in_pred & in_label).total()
        score *= (matches / (len(pred) - n + 1)) ** 0.5**n
    return score
