"""Converts to float64 and returns it, whatever came in.

Fails: test_random_straight_lines
"""


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("shapes do not fit")
    features, weight_mean, weight_cov = features.double(), weight_mean.double(), weight_cov.double()
    return features @ weight_mean, features @ weight_cov @ features.T
