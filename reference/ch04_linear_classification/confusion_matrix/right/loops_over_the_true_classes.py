"""Counts the predictions of one true class after the other."""

import torch


def confusion_matrix(predictions, labels, num_classes):
    if predictions.dim() != 1 or predictions.shape != labels.shape:
        raise ValueError("shapes do not fit")
    if predictions.dtype.is_floating_point or labels.dtype.is_floating_point or num_classes < 1:
        raise ValueError("integers are needed")
    if ((predictions < 0) | (predictions >= num_classes)).any() or ((labels < 0) | (labels >= num_classes)).any():
        raise ValueError("class out of range")
    columns = []
    for true in range(num_classes):
        counts = torch.bincount(predictions[labels == true], minlength=num_classes).double()
        columns.append(counts / max(counts.sum().item(), 1.0))
    return torch.stack(columns, dim=1)
