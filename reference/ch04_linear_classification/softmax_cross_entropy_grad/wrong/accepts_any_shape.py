"""Does not compare shapes, so that labels of another shape are broadcast into a wrong table.

Fails: test_rejects_shapes_that_do_not_fit
"""


def softmax_cross_entropy_grad(logits, labels):
    n = len(logits)
    if n == 0:
        raise ValueError("no examples")
    return (softmax(logits) - one_hot(labels, logits.shape[-1], logits.dtype)) / n
