"""Zips shifted copies to n-grams and takes the product of a generator."""

from collections import Counter
from math import exp, prod


def precision(pred, label, n):
    of_pred, of_label = (Counter(zip(*(tokens[i:] for i in range(n)))) for tokens in (pred, label))
    return sum(min(count, of_label[gram]) for gram, count in of_pred.items()) / sum(of_pred.values())


def bleu(pred, label, k):
    if not label or k < 1:
        raise ValueError("impossible")
    if not pred:
        return 0.0
    penalty = exp(min(0, 1 - len(label) / len(pred)))
    return penalty * prod(precision(pred, label, n) ** (0.5**n) for n in range(1, min(k, len(pred)) + 1))
