"""Returns the n variances; the joint distribution of the function values needs all pairs.

Fails: test_random_straight_lines
"""


def weight_space_prior(features, weight_mean, weight_cov):
    J = weight_mean.numel()
    if features.shape[1:] != (J,) or weight_mean.shape != (J,) or weight_cov.shape != (J, J):
        raise ValueError("shapes do not fit")
    return features @ weight_mean, ((features @ weight_cov) * features).sum(1)
