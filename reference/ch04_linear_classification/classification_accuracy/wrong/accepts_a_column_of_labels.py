"""Does not compare shapes, so that (n,) against (n, 1) is broadcast to n x n comparisons.

Fails: test_rejects_shapes_that_do_not_fit
"""


def classification_accuracy(logits, labels):
    if labels.numel() == 0:
        raise ValueError("no labels")
    return float((logits.argmax(-1) == labels).float().mean())
