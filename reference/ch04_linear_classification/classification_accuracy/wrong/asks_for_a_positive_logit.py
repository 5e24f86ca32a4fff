"""Counts a label as hit if its logit is positive; what counts is that no other logit is larger.

Fails: test_only_the_order_of_the_logits_counts
"""


def classification_accuracy(logits, labels):
    if labels.shape != logits.shape[:-1] or labels.numel() == 0:
        raise ValueError("shapes do not fit")
    best, at = logits.max(-1)
    return float(((at == labels) & (best > 0)).float().mean())
