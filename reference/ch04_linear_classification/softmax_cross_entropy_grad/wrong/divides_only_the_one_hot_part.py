"""Divides only the one-hot vectors by n, the softmax not: a missing pair of parentheses.

Fails: test_averages_over_the_examples
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    return softmax(logits) - one_hot(labels, k, logits.dtype) / n
