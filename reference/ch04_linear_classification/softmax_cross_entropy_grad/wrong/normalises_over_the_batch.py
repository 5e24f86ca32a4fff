"""Takes the softmax along the batch axis, so that examples compete instead of classes.

Fails: test_treats_every_example_by_itself
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    return (softmax(logits, dim=0) - one_hot(labels, k, logits.dtype)) / n
