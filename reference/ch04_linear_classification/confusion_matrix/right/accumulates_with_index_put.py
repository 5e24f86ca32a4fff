"""Adds a one for every example with index_put_, and divides where there is something to divide."""

import torch


def confusion_matrix(predictions, labels, num_classes):
    if predictions.dim() != 1 or labels.dim() != 1 or len(predictions) != len(labels):
        raise ValueError("shapes do not fit")
    if torch.is_floating_point(predictions) or torch.is_floating_point(labels):
        raise ValueError("not integers")
    inside = all(bool(((t >= 0) & (t < num_classes)).all()) for t in (predictions, labels))
    if not inside or num_classes <= 0:
        raise ValueError("class out of range")
    result = torch.zeros(num_classes, num_classes, dtype=torch.float64)
    one = torch.ones(len(labels), dtype=torch.float64)
    result.index_put_((predictions.long(), labels.long()), one, accumulate=True)
    column = result.sum(dim=0)
    return torch.where(column > 0, result / column, 0.0)
