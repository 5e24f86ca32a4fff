"""Multiplies the features by the standard deviations in place, which changes the caller's tensor.

Fails: test_leaves_the_arguments_alone
"""


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("shapes do not fit")
    mean = features @ weight_mean
    sd = weight_cov.diagonal().sqrt()
    correlation = weight_cov / sd / sd[:, None]
    features *= sd
    return mean, features @ correlation @ features.T
