"""Subtracts the maximum from the caller's own logits.

Fails: test_leaves_the_arguments_alone
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    logits -= logits.amax(1, keepdim=True)
    weights = logits.exp()
    return (weights / weights.sum(1, keepdim=True) - one_hot(labels, k, logits.dtype)) / n
