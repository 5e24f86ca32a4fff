"""Subtracts the maximum from the caller's own logits.

Fails: test_leaves_the_logits_alone
"""


def softmax(logits, dim=-1):
    logits -= logits.amax(dim, keepdim=True)
    weights = logits.exp()
    return weights / weights.sum(dim, keepdim=True)
