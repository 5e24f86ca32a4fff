"""Returns nan for no labels instead of saying that there is no such fraction.

Fails: test_has_no_accuracy_without_labels
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1]:
        raise ValueError("shapes do not fit")
    return float((logits.argmax(-1) == labels).float().mean())
