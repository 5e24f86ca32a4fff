"""Takes the logit of the largest size, so that a very negative one wins.

Fails: test_only_the_order_of_the_logits_counts
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    return float((logits.abs().argmax(-1) == labels).float().mean())
