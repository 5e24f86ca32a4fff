"""Takes exp of the logits as they are, which overflows for large ones and gives inf/inf.

Fails: test_survives_large_logits
"""


def softmax_cross_entropy_grad(logits, labels):
    if logits.dim() != 2 or labels.shape != logits.shape[:1] or len(labels) == 0:
        raise ValueError("shapes")
    n, k = logits.shape
    weights = logits.exp()
    return (weights / weights.sum(1, keepdim=True) - one_hot(labels, k, logits.dtype)) / n
