"""Adds the product of the means to the covariance, which makes it a second moment.

Fails: test_correlated_weights_by_hand
"""


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("shapes do not fit")
    mean = features @ weight_mean
    return mean, features @ weight_cov @ features.T + mean[:, None] * mean
