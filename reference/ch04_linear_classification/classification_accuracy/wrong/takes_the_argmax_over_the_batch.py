"""Takes the argmax over the first axis, so that examples compete for a class instead of classes for an example.

Fails: test_takes_the_maximum_over_the_classes
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    return float((logits.argmax(0) == labels).float().mean())
