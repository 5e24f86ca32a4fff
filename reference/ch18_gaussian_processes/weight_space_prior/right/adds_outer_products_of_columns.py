"""Adds one outer product of two feature columns for each pair of weights."""


def weight_space_prior(features, weight_mean, weight_cov):
    if features.dim() != 2 or weight_mean.dim() != 1 or weight_cov.dim() != 2:
        raise ValueError("axes")
    n, J = features.shape
    if len(weight_mean) != J or tuple(weight_cov.shape) != (J, J):
        raise ValueError("shapes do not fit")
    mean, cov = features.new_zeros(n), features.new_zeros(n, n)
    for k in range(J):
        mean = mean + weight_mean[k] * features[:, k]
        for l in range(J):
            cov = cov + weight_cov[k, l] * features[:, k].outer(features[:, l])
    return mean, cov
