import torch
from torch import Tensor
from torch.nn import functional as F


def masked_sequence_loss(logits: Tensor, labels: Tensor, valid_len: Tensor) -> Tensor:
    """Average the cross-entropy over the valid tokens of a batch of padded sequences.

    logits: (n, T, V), floating. labels: (n, T), int64. valid_len: (n,), int64, from 0 to T. Returns a scalar.
    Padded positions have no influence. Raises ValueError for other shapes and if no position is valid.
    """
    ### BEGIN SOLUTION
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError(f"do not fit: {logits.shape=}, {labels.shape=}, {valid_len.shape=}")
    valid = torch.arange(labels.shape[1], device=labels.device) < valid_len[:, None]
    if not valid.any():
        raise ValueError("no position is valid")
    return F.cross_entropy(logits[valid], labels[valid])
    ### END SOLUTION
