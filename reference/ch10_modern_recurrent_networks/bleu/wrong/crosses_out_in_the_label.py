"""Crosses matches out of the caller's own label.

Fails: test_leaves_the_sentences_alone
"""

import math


def bleu(pred, label, k):
    if len(label) == 0 or k < 1:
        raise ValueError("a label with tokens and k >= 1 expected")
    if len(pred) == 0:
        return 0.0
    score = math.exp(min(0, 1 - len(label) / len(pred)))
    original = list(label)
    for n in range(1, min(k, len(pred)) + 1):
        matches = 0
        label[:] = [tuple(original[i : i + n]) for i in range(len(original) - n + 1)]
        for i in range(len(pred) - n + 1):
            if tuple(pred[i : i + n]) in label:
                label.remove(tuple(pred[i : i + n]))
                matches += 1
        score *= (matches / (len(pred) - n + 1)) ** 0.5**n
    return score
