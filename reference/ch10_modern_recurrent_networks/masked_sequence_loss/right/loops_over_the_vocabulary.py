"""Selects the valid rows and adds up exponentials token by token of the vocabulary."""

import torch


def masked_sequence_loss(logits, labels, valid_len):
    if logits.dim() != 3 or labels.shape != logits.shape[:2] or valid_len.shape != logits.shape[:1]:
        raise ValueError("shapes do not fit")
    steps = torch.arange(labels.shape[1]).expand(labels.shape)
    rows, columns = torch.nonzero(steps < valid_len.reshape(-1, 1), as_tuple=True)
    if len(rows) == 0:
        raise ValueError("no valid token")
    o, y = logits[rows, columns], labels[rows, columns]
    largest = o.detach().max(dim=1).values
    total, own = torch.zeros_like(largest), torch.zeros_like(largest)
    for token in range(o.shape[1]):
        total = total + torch.exp(o[:, token] - largest)
        own = own + torch.where(y == token, o[:, token], 0)
    return (torch.log(total) + largest - own).mean()
