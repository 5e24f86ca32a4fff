"""Computes in float64 and stays there, so that float32 logits come back with another dtype.

Fails: test_follows_the_definition
"""


def softmax(logits, dim=-1):
    weights = (logits.double() - logits.amax(dim, keepdim=True)).exp()
    return weights / weights.sum(dim, keepdim=True)
