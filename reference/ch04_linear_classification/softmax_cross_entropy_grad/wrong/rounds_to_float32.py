"""Encodes the labels in float32 and hands the result back in float32, whatever the logits are.

Fails: test_keeps_the_dtype_of_the_logits
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    return (softmax(logits.float()) - one_hot(labels, k)) / n
