"""Takes the loss out of the graph with item(), so that nothing can learn from it.

Fails: test_gradients_match_central_differences
"""

import torch
import torch.nn.functional as F


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    if valid_len.sum() == 0:
        raise ValueError("no valid position")
    valid = torch.arange(labels.shape[1]) < valid_len[:, None]
    return torch.tensor(F.cross_entropy(logits[valid], labels[valid]).item(), dtype=logits.dtype)
