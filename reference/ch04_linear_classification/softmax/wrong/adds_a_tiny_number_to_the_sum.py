"""Adds 1e-6 to the denominator, which cannot be 0 after the shift, and so makes every probability too small.

Fails: test_keeps_float64
"""


def softmax(logits, dim=-1):
    weights = (logits - logits.amax(dim, keepdim=True)).exp()
    return weights / (weights.sum(dim, keepdim=True) + 1e-6)
