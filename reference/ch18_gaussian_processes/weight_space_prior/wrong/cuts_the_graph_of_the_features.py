"""Detaches the features once, so that half of their gradient is missing.

Fails: test_gradients_match_central_differences
"""


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("shapes do not fit")
    return features @ weight_mean, features.detach() @ weight_cov @ features.T
