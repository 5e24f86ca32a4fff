"""Leaves it to the matrix products to notice shapes that do not fit, which raise another error or none at all.

Fails: test_rejects_shapes_that_do_not_fit
"""


def weight_space_prior(features, weight_mean, weight_cov):
    return features @ weight_mean, features @ weight_cov @ features.T
