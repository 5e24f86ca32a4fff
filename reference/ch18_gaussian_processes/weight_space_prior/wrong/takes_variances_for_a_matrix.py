"""Accepts a vector of variances for weight_cov, which then broadcasts to something else.

Fails: test_rejects_shapes_that_do_not_fit
"""

import torch


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape[-1] != J:
        raise ValueError("shapes do not fit")
    return features @ weight_mean, features @ (weight_cov * torch.eye(J, dtype=weight_cov.dtype)) @ features.T if (
        weight_cov.dim() == 1
    ) else features @ weight_cov @ features.T
