"""Returns a tensor with one element where a Python float was asked for.

Fails: test_is_the_fraction_of_hits
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    return (logits.argmax(-1) == labels).float().mean()
