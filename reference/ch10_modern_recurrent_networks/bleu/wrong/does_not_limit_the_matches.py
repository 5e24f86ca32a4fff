"""Counts every n-gram that occurs in the label, so that repeating one frequent word would score 1.

Fails: test_a_repeated_token_matches_only_as_often_as_it_occurs
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
        matches = sum(count for gram, count in in_pred.items() if gram in in_label)
        score *= (matches / (len(pred) - n + 1)) ** 0.5**n
    return score
