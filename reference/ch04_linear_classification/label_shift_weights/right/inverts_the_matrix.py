"""Multiplies by an explicit inverse and divides only where there is something to divide by."""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    if source_freq.dim() != 1:
        raise ValueError("source_freq")
    k = len(source_freq)
    if tuple(confusion.shape) != (k, k) or tuple(prediction_freq.shape) != (k,):
        raise ValueError("shapes do not fit")
    C = confusion.to(torch.float64)
    if int(torch.linalg.matrix_rank(C)) != k:
        raise ValueError("singular")
    p = torch.relu(torch.linalg.inv(C) @ prediction_freq.to(torch.float64))
    p = p / p.sum()
    q = source_freq.to(torch.float64)
    present = q != 0
    return p, torch.where(present, p / torch.where(present, q, 1.0), 0.0)
