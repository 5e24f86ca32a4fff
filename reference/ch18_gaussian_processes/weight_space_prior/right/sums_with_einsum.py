"""Sums over both weights with einsum."""

import torch
from torch import Tensor


def weight_space_prior(features: Tensor, weight_mean: Tensor, weight_cov: Tensor) -> tuple[Tensor, Tensor]:
    if features.ndim != 2 or weight_mean.ndim != 1 or weight_cov.ndim != 2:
        raise ValueError("wrong number of axes")
    if not features.shape[1] == weight_mean.shape[0] == weight_cov.shape[0] == weight_cov.shape[1]:
        raise ValueError("sizes do not fit")
    mean = torch.einsum("ij,j->i", features, weight_mean)
    return mean, torch.einsum("ik,kl,jl->ij", features, weight_cov, features)
