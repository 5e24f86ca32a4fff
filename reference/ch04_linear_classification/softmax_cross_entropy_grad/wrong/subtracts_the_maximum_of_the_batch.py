"""Subtracts the largest logit of the whole batch, so that a row far below it becomes 0/0.

Fails: test_survives_large_logits
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    weights = (logits - logits.max()).exp()
    return (weights / weights.sum(1, keepdim=True) - one_hot(labels, k, logits.dtype)) / n
