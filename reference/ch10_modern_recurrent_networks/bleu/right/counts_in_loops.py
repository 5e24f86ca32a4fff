"""Counts with nested loops: an n-gram of the prediction takes the first free place in the label."""

import math


def bleu(pred, label, k):
    if k < 1 or not label:
        raise ValueError("k >= 1 and a label with tokens expected")
    if not pred:
        return 0.0
    result = math.exp(1 - len(label) / len(pred)) if len(pred) < len(label) else 1.0
    n = 1
    while n <= k and n <= len(pred):
        taken = [False] * len(label)
        matches = 0
        for i in range(len(pred) - n + 1):
            for j in range(len(label) - n + 1):
                if not taken[j] and all(pred[i + m] == label[j + m] for m in range(n)):
                    taken[j] = True
                    matches += 1
                    break
        result *= (matches / (len(pred) - n + 1)) ** (1 / 2**n)
        n += 1
    return result
