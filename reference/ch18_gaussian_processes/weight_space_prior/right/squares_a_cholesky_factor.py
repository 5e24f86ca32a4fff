"""Multiplies the features with the Cholesky factor of weight_cov, and the product with its own transpose."""

import torch


def weight_space_prior(features, weight_mean, weight_cov):
    J = len(weight_mean) if weight_mean.dim() == 1 else -1
    if features.dim() != 2 or features.shape[1] != J or tuple(weight_cov.shape) != (J, J):
        raise ValueError("shapes do not fit")
    root = features @ torch.linalg.cholesky(weight_cov)
    return (features * weight_mean).sum(dim=1), root @ root.T
