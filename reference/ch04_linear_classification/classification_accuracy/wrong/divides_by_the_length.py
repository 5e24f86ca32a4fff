"""Divides by the length of the first axis, which is the number of labels for a vector of labels only.

Fails: test_works_for_any_number_of_axes
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    hits = (logits.argmax(-1) == labels).sum()
    return float(hits) / (len(labels) if labels.dim() else 1)
