"""Fills the covariance row by row, input after input."""

import torch


def weight_space_prior(features, weight_mean, weight_cov):
    if weight_mean.dim() != 1 or features.dim() != 2:
        raise ValueError("axes")
    if features.shape[1] != len(weight_mean) or weight_cov.shape != (len(weight_mean), len(weight_mean)):
        raise ValueError("sizes")
    mean, rows = [], []
    for row in features:
        mean.append(torch.dot(row, weight_mean))
        rows.append(torch.mv(features, torch.mv(weight_cov, row)))
    return torch.stack(mean), torch.stack(rows)
