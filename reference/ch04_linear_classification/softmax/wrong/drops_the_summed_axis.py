"""Sums without keepdim: the row sums are broadcast along the wrong axis, silently so for square input.

Fails: test_keeps_float64
"""


def softmax(logits, dim=-1):
    weights = (logits - logits.amax(dim, keepdim=True)).exp()
    return weights / weights.sum(dim)
