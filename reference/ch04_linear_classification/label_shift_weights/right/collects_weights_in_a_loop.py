"""Solves by least squares and collects the weights class by class."""

import torch


def label_shift_weights(confusion, prediction_freq, source_freq):
    if prediction_freq.dim() != 1 or source_freq.shape != prediction_freq.shape:
        raise ValueError("two vectors of one length are needed")
    if list(confusion.shape) != [len(source_freq), len(source_freq)]:
        raise ValueError("a square matrix is needed")
    C = confusion.double()
    if torch.linalg.matrix_rank(C).item() < len(C):
        raise ValueError("singular")
    solution = torch.linalg.lstsq(C, prediction_freq.double().unsqueeze(1)).solution[:, 0]
    p = solution * (solution > 0)
    p = p / p.sum()
    weights = []
    for j in range(len(p)):
        weights.append(p[j] / source_freq[j].double() if source_freq[j] > 0 else p[j] * 0)
    return p, torch.stack(weights)
