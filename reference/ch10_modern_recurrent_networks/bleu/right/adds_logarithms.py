"""Adds logarithms and ends early where an order has no match."""

import math
from collections import defaultdict


def bleu(pred, label, k):
    if len(label) < 1:
        raise ValueError("empty label")
    if k <= 0:
        raise ValueError("k must be positive")
    if len(pred) < 1:
        return 0.0
    log_score = min(0.0, 1 - len(label) / len(pred))
    for n in range(1, min(k, len(pred)) + 1):
        available = defaultdict(int)
        for i in range(len(label) - n + 1):
            available[tuple(label[i : i + n])] += 1
        matches = 0
        for i in range(len(pred) - n + 1):
            gram = tuple(pred[i : i + n])
            if available[gram] > 0:
                available[gram] -= 1
                matches += 1
        if matches == 0:
            return 0.0
        log_score += 0.5**n * math.log(matches / (len(pred) - n + 1))
    return math.exp(log_score)
