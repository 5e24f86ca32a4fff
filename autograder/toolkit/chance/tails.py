"""Tail probabilities, exact or bounded by a proof: how rarely right samples look wrong, and wrong ones right."""

import math
from collections.abc import Callable
from functools import lru_cache

import torch


@lru_cache(maxsize=64)
def _binomial(draws: int, probability: float) -> torch.Tensor:
    """Return the probabilities of 0, 1, ..., draws successes, with 0 < probability < 1."""
    k = torch.arange(draws + 1, dtype=torch.float64)
    ways = math.lgamma(draws + 1) - torch.lgamma(k + 1) - torch.lgamma(draws - k + 1)
    return (ways + k * math.log(probability) + (draws - k) * math.log1p(-probability)).exp()


def accepted_counts(draws: int, probability: float, false_alarm: float) -> tuple[int, int]:
    """Return the smallest and the largest count that are accepted of a right answer.

    Exact: a binomial count falls below the first with probability at most false_alarm / 2, and above the
    second likewise.
    """
    if probability in (0.0, 1.0):
        certain = draws if probability else 0
        return certain, certain
    chances = _binomial(draws, probability)  # each sum starts with its smallest terms, so rounding costs nothing
    below = int((chances.cumsum(0) <= false_alarm / 2).sum())
    above = int((chances.flip(0).cumsum(0) <= false_alarm / 2).sum())
    return below, draws - above


def binomial_between(draws: int, probability: float, low: float, high: float) -> float:
    """Return the probability that a binomial count is at least ``low`` and at most ``high``; exact."""
    first, last = max(math.ceil(low), 0), min(math.floor(high), draws)
    if probability in (0.0, 1.0):
        return float(first <= (draws if probability else 0) <= last)
    return float(_binomial(draws, probability)[first : last + 1].sum()) if first <= last else 0.0


def divergence(x: float, mean: float) -> float:
    """Return the Kullback-Leibler divergence of Bernoulli(x) from Bernoulli(mean).

    The mean of n independent numbers in [0, 1] of that mean is x or further off on the same side with
    probability at most exp(-n * divergence): Hoeffding 1963, theorem 1.
    """
    total = 0.0
    for part, whole in ((x, mean), (1 - x, 1 - mean)):
        if part > 0:
            total += part * math.log(part / whole) if whole > 0 else math.inf
    return max(total, 0.0)


def scatter_divergence(ratio: float) -> float:
    """Return r - 1 - ln r for the ratio r of a sample variance to the true one.

    For normal samples with f degrees of freedom, r or further off on the same side has probability at most
    exp(-f / 2 * (r - 1 - ln r)): Chernoff's bound for chi-square.
    """
    return ratio - 1 - math.log(ratio) if ratio > 0 else math.inf


def furthest(inside: float, outside: float, divergence_of: Callable[[float], float], most: float) -> float:
    """Return the point between the two, furthest from ``inside``, whose divergence is at most ``most``."""
    if divergence_of(outside) <= most:
        return outside
    for _ in range(100):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if divergence_of(middle) <= most else (inside, middle)
    return inside


def normal_beyond(z: float) -> float:
    """Return the probability that a standard normal number is above z."""
    return math.erfc(z / math.sqrt(2)) / 2


def normal_reach(false_alarm: float) -> float:
    """Return the z that a standard normal number exceeds in size with probability ``false_alarm`` at most."""
    return furthest(40.0, 0.0, lambda z: 2 * normal_beyond(z), false_alarm)


def curve_reach(draws: int, false_alarm: float) -> float:
    """Return how far an empirical distribution function may be from the true one, at its worst point.

    It is further off with probability at most false_alarm: the inequality of Dvoretzky, Kiefer and
    Wolfowitz with Massart's constant (1990), 2 * exp(-2 * draws * reach**2).
    """
    return math.sqrt(math.log(2 / false_alarm) / (2 * draws))
