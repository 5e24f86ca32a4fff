"""Keeps both formulas in a dict and takes scipy's upper quantile."""

from math import ceil, log

from scipy.stats import norm


def required_test_size(margin, failure_prob, bound="finite"):
    for value in (margin, failure_prob):
        if not 0 < value < 1:
            raise ValueError(f"{value} is not between 0 and 1")
    formulas = {
        "finite": lambda: log(1 / failure_prob) / (2 * margin**2),
        "asymptotic": lambda: 0.25 * (norm.isf(failure_prob / 2) / margin) ** 2,
    }
    if bound not in formulas:
        raise ValueError(bound)
    return int(ceil(formulas[bound]()))
