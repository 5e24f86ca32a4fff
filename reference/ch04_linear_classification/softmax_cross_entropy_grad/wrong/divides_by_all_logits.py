"""Averages over all n k logits; the loss is a mean over the n examples.

Fails: test_averages_over_the_examples
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    return (softmax(logits) - one_hot(labels, logits.shape[1], logits.dtype)) / logits.numel()
