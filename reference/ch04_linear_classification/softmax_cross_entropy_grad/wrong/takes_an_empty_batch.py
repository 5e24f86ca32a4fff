"""Returns an empty table for no examples, whose mean loss does not exist.

Fails: test_has_no_gradient_for_no_examples
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1]:
        raise ValueError("shapes")
    n, k = logits.shape
    return (softmax(logits) - one_hot(labels, k, logits.dtype)) / max(n, 1)
