"""Calls backward on the loss; here the formula is asked for.

Fails: test_pulls_towards_the_true_class
"""


def softmax_cross_entropy_grad(logits, labels):
    if len(labels) == 0:
        raise ValueError("no examples")
    logits = logits.detach().requires_grad_()
    cross_entropy_from_logits(logits, labels).backward()
    return logits.grad
