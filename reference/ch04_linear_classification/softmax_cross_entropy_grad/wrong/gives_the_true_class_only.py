"""Gives a derivative to the true class alone; the other logits count as well, through the sum.

Fails: test_pulls_towards_the_true_class
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    target = one_hot(labels, k, logits.dtype)
    return (softmax(logits) - 1) * target / n
