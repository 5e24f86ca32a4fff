"""Indexes with the labels as they are, which works for int64 only.

Fails: test_takes_labels_of_any_integer_dtype
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    of_the_label = logits.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return float((of_the_label == logits.amax(-1)).float().mean())
