"""Returns the number of hits instead of their fraction.

Fails: test_is_the_fraction_of_hits
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    return float((logits.argmax(-1) == labels).sum())
