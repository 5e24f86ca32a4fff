"""Detaches the sums, as if they did not depend on the logits: the values are right, the gradient is not.

Fails: test_gradients_match_central_differences
"""


def softmax(logits, dim=-1):
    weights = (logits - logits.amax(dim, keepdim=True)).exp()
    return weights / weights.sum(dim, keepdim=True).detach()
