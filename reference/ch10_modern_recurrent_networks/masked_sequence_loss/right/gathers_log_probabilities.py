"""Replaces what stands in the padding with where, gathers log-probabilities and divides by the total length."""

import torch


def masked_sequence_loss(logits, labels, valid_len):
    if (
        logits.dim() != 3
        or tuple(labels.shape) != tuple(logits.shape[:2])
        or tuple(valid_len.shape) != (len(logits),)
    ):
        raise ValueError("shapes do not fit")
    count = valid_len.sum()
    if count == 0:
        raise ValueError("nothing to average")
    mask = torch.arange(logits.shape[1])[None, :] < valid_len[:, None]
    safe_logits = torch.where(mask[..., None], logits, torch.zeros_like(logits))
    safe_labels = torch.where(mask, labels, torch.zeros_like(labels))
    log_probs = torch.log_softmax(safe_logits, dim=-1)
    losses = -log_probs.gather(2, safe_labels[..., None]).squeeze(2)
    return (losses * mask).sum() / count
