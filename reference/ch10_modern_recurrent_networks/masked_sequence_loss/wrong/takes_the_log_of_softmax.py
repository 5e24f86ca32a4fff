"""Takes the log of the softmax, which is -inf where the probability underflows.

Fails: test_survives_large_logits
"""

import torch


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) < valid_len[:, None]
    probabilities = torch.softmax(logits[valid], dim=1)
    return -probabilities.gather(1, labels[valid][:, None]).log().mean()
