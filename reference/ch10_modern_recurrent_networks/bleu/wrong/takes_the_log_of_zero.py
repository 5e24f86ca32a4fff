"""Adds logarithms and stumbles over the log of 0 where an order has no match.

Fails: test_an_order_without_a_match_gives_zero
"""

import math
from collections import Counter


def bleu(pred, label, k):
    if len(label) == 0 or k < 1:
        raise ValueError("a label with tokens and k >= 1 expected")
    if len(pred) == 0:
        return 0.0
    log_score = min(0, 1 - len(label) / len(pred))
    for n in range(1, min(k, len(pred)) + 1):
        in_pred = Counter(tuple(pred[i : i + n]) for i in range(len(pred) - n + 1))
        in_label = Counter(tuple(label[i : i + n]) for i in range(len(label) - n + 1))
        matches = (in_pred & in_label).total()
        log_score += 0.5**n * math.log(matches / (len(pred) - n + 1))
    return math.exp(log_score)
