"""What a right sample follows: when it is rejected, and how often a sample that follows another law is missed.

Every law keeps two promises about independent draws, exactly or by a proved bound: a sample that follows it has a
fault with probability at most ``false_alarm``; a sample that follows ``wrong`` has none with probability at most
``misses(wrong, ...)``.
"""

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import torch

from autograder.describe import number
from autograder.toolkit.chance import tails

ROUNDING = 1e-6
"""What float32 may add to a mean, as a part of the range: it widens what is accepted."""
FAR = 1e300
POINTS = 64
"""Quantiles at which two distribution functions are compared; the largest difference bounds power from below."""


class Fault(NamedTuple):
    """What is odd about a sample."""

    sentence: str
    certain: bool = False
    """Whether no right sample ever shows it."""


class Law(ABC):
    """A distribution, or what is known of it, and the test for it."""

    @abstractmethod
    def fault(self, sample: Any, false_alarm: float, of: str) -> Fault | None:
        """Return what speaks against the law, None if nothing does; ``of`` names the draws."""

    @abstractmethod
    def misses(self, wrong: Any, draws: int, false_alarm: float) -> float:
        """Return a bound on the probability that a sample of another law shows no fault."""


@dataclass(frozen=True)
class Frequencies(Law):
    """Counts of outcomes with known probabilities; each count is binomial and held to its exact tails."""

    probabilities: tuple[float, ...]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        if any(not 0 <= p <= 1 for p in self.probabilities) or abs(math.fsum(self.probabilities) - 1) > 1e-9:
            raise ValueError(f"probabilities {list(self.probabilities)} do not lie in [0, 1] and sum to 1")
        if len(self.names) != len(self.probabilities):
            raise ValueError(f"{len(self.names)} names for {len(self.probabilities)} probabilities")

    def _accepted(self, draws: int, false_alarm: float) -> list[tuple[int, int]]:
        """Return the least and the greatest count that are accepted, for each outcome."""
        uncertain = [index for index, p in enumerate(self.probabilities) if 0 < p < 1]
        share = false_alarm / max(len(uncertain), 1)
        if len(uncertain) == 2:  # one of two counts decides the other, so one alone can raise a false alarm
            share = false_alarm
        accepted = [tails.accepted_counts(draws, p, share) for p in self.probabilities]
        if len(uncertain) == 2:
            low, high = accepted[uncertain[0]]
            accepted[uncertain[1]] = draws - high, draws - low
        return accepted

    def fault(self, sample: Sequence[int], false_alarm: float, of: str) -> Fault | None:
        draws, worst, fault = sum(sample), 0.0, None
        accepted = self._accepted(draws, false_alarm)
        for count, p, name, (low, high) in zip(sample, self.probabilities, self.names, accepted, strict=True):
            off = abs(count - draws * p) / math.sqrt(draws * max(p * (1 - p), 1e-12))
            if low <= count <= high or off <= worst * (1 + 1e-9):  # of two that are equally odd, the first
                continue
            expected = {0.0: "none", 1.0: "all"}.get(p, f"{100 * p:.3g} %")
            seen = {0: "none", draws: "all"}.get(count, f"{100 * count / draws:.3g} %")
            sentence = f"of {draws} {of} {seen} were {name}; {expected} were expected"
            worst, fault = off, Fault(sentence, certain=p in (0.0, 1.0))
        return fault

    def misses(self, wrong: "Frequencies", draws: int, false_alarm: float) -> float:
        accepted = self._accepted(draws, false_alarm)
        chances = zip(wrong.probabilities, accepted, strict=True)
        return min(tails.binomial_between(draws, p, low, high) for p, (low, high) in chances)


@dataclass(frozen=True)
class Bounded(Law):
    """The mean of numbers between two bounds, whatever else their distribution is: Hoeffding's bound."""

    mean: float
    bounds: tuple[float, float]

    def __post_init__(self) -> None:
        if not self.bounds[0] <= self.mean <= self.bounds[1] or self.bounds[0] == self.bounds[1]:
            raise ValueError(f"the mean {self.mean} does not lie between the bounds {self.bounds}")

    def _part(self, value: float) -> float:
        low, high = self.bounds
        return min(max((value - low) / (high - low), 0.0), 1.0)

    def _accepted(self, draws: int, false_alarm: float) -> tuple[float, float]:
        """Return the least and the greatest mean that are accepted, as parts of the range."""
        most, mean = math.log(2 / false_alarm) / draws, self._part(self.mean)
        low, high = (tails.furthest(mean, end, lambda x: tails.divergence(x, mean), most) for end in (0.0, 1.0))
        return low - ROUNDING, high + ROUNDING

    def fault(self, sample: torch.Tensor, false_alarm: float, of: str) -> Fault | None:
        low, high = self.bounds
        slack = ROUNDING * (high - low)
        for worst in (sample.min(), sample.max()):
            if not low - slack <= worst <= high + slack:
                place = f"between {number(low)} and {number(high)}"
                return Fault(f"one of {len(sample)} {of} is {number(worst)}; all should lie {place}", certain=True)
        least, most = self._accepted(len(sample), false_alarm)
        if least <= self._part(float(sample.mean())) <= most:
            return None
        return _off("mean", sample.mean(), self.mean, len(sample), of)

    def misses(self, wrong: "Bounded", draws: int, false_alarm: float) -> float:
        low, high = self._accepted(draws, false_alarm)
        mean = self._part(wrong.mean)
        if low <= mean <= high:
            return 1.0
        return math.exp(-draws * tails.divergence(min(max(high if mean > high else low, 0.0), 1.0), mean))


@dataclass(frozen=True)
class Continuous(Law):
    """Numbers with a known continuous distribution function, by the largest distance between the two curves."""

    cdf: Callable[[float], float]

    def __post_init__(self) -> None:
        if not (abs(self.cdf(-FAR)) < 1e-9 and abs(self.cdf(FAR) - 1) < 1e-9):
            raise ValueError("a distribution function takes any number and goes from 0 to 1")

    def fault(self, sample: torch.Tensor, false_alarm: float, of: str) -> Fault | None:
        ordered, draws = sorted(sample.tolist()), len(sample)
        wanted = [self.cdf(max(-FAR, min(value, FAR))) for value in ordered]
        gaps = [max((i + 1) / draws - want, want - i / draws) for i, want in enumerate(wanted)]
        worst = max(range(draws), key=gaps.__getitem__)
        if gaps[worst] <= tails.curve_reach(draws, false_alarm):
            return None
        seen = worst / draws if wanted[worst] - worst / draws == gaps[worst] else (worst + 1) / draws
        value = number(ordered[worst])
        shares = f"{100 * seen:.3g} % are below {value}; {100 * wanted[worst]:.3g} % were expected"
        return Fault(f"of {draws} {of} {shares}")

    def misses(self, wrong: "Law", draws: int, false_alarm: float) -> float:
        if not isinstance(wrong, Continuous | Normal):
            return 1.0
        reach, at, clearest = tails.curve_reach(draws, false_alarm), 0.0, -math.inf
        for point in _quantiles(self.cdf) + _quantiles(wrong.cdf):
            chance = min(max(wrong.cdf(point), 0.0), 1.0)
            beyond = (abs(self.cdf(point) - chance) - reach) / math.sqrt(chance * (1 - chance) + 1e-6)
            if beyond > clearest:
                at, clearest = point, beyond
        # What is missed at every point is missed at the clearest one.
        middle, chance = self.cdf(at), min(max(wrong.cdf(at), 0.0), 1.0)
        return tails.binomial_between(draws, chance, draws * (middle - reach), draws * (middle + reach))


@dataclass(frozen=True)
class Normal(Law):
    """Normal numbers: their mean by its exact tail, their scatter by Chernoff's bound, their shape by its curve."""

    mean: float
    std: float

    def __post_init__(self) -> None:
        if not self.std > 0:
            raise ValueError(f"a standard deviation of {self.std} is not positive")

    def cdf(self, value: float) -> float:
        return 1 - tails.normal_beyond((value - self.mean) / self.std)

    def _scatters(self, freedom: int, false_alarm: float) -> tuple[float, float]:
        """Return the least and the greatest ratio of variances that are accepted."""
        most = 2 * math.log(2 / false_alarm) / freedom
        return (
            tails.furthest(1.0, 0.0, tails.scatter_divergence, most),
            tails.furthest(1.0, 2.0 + 2 * most, tails.scatter_divergence, most),
        )

    def fault(self, sample: torch.Tensor, false_alarm: float, of: str) -> Fault | None:
        draws, third = len(sample), false_alarm / 3
        if abs(float(sample.mean()) - self.mean) > tails.normal_reach(third) * self.std / math.sqrt(draws):
            return _off("mean", sample.mean(), self.mean, draws, of)
        low, high = self._scatters(draws - 1, third)
        if not low <= float(sample.var()) / self.std**2 <= high:
            return _off("standard deviation", sample.std(), self.std, draws, of)
        return Continuous(self.cdf).fault(sample, third, of)

    def misses(self, wrong: "Law", draws: int, false_alarm: float) -> float:
        third = false_alarm / 3
        if not isinstance(wrong, Normal):
            return Continuous(self.cdf).misses(wrong, draws, third)
        reach = tails.normal_reach(third) * self.std / math.sqrt(draws)
        # Mean and scatter of normal samples are independent, so both must be missed.
        return _mean_between(wrong, draws, self.mean, reach) * self._misses_scatter(wrong.std, draws - 1, third)

    def _misses_scatter(self, std: float, freedom: int, false_alarm: float) -> float:
        low, high = ((bound * (self.std / std) ** 2) for bound in self._scatters(freedom, false_alarm))
        if low <= 1 <= high:
            return 1.0
        return math.exp(-freedom / 2 * tails.scatter_divergence(high if high < 1 else low))


@dataclass(frozen=True)
class NormalMean(Law):
    """The mean of normal numbers whose standard deviation is known, by its exact tail."""

    mean: float
    std: float

    def __post_init__(self) -> None:
        if not self.std > 0:
            raise ValueError(f"a standard deviation of {self.std} is not positive")

    def _reach(self, draws: int, false_alarm: float) -> float:
        return tails.normal_reach(false_alarm) * self.std / math.sqrt(draws)

    def fault(self, sample: torch.Tensor, false_alarm: float, of: str) -> Fault | None:
        if abs(float(sample.mean()) - self.mean) <= self._reach(len(sample), false_alarm):
            return None
        return _off("mean", sample.mean(), self.mean, len(sample), of)

    def misses(self, wrong: "NormalMean", draws: int, false_alarm: float) -> float:
        return _mean_between(wrong, draws, self.mean, self._reach(draws, false_alarm))


def _mean_between(wrong: Normal | NormalMean, draws: int, middle: float, reach: float) -> float:
    """Return the probability that the mean of normal draws comes as close to ``middle``; exact."""
    error = wrong.std / math.sqrt(draws)
    below, above = (middle - reach - wrong.mean) / error, (middle + reach - wrong.mean) / error
    if below > 0:  # a difference of two small tails keeps its digits
        return tails.normal_beyond(below) - tails.normal_beyond(above)
    return tails.normal_beyond(-above) - tails.normal_beyond(-below)


def _off(what: str, seen: torch.Tensor, want: float, draws: int, of: str) -> Fault:
    return Fault(f"the {what} of {draws} {of} is {float(seen):.4g}; {want:.4g} was expected")


@lru_cache(maxsize=32)
def _quantiles(cdf: Callable[[float], float]) -> tuple[float, ...]:
    """Return points that the distribution function divides evenly."""
    return tuple(_quantile(cdf, (i + 0.5) / POINTS) for i in range(POINTS))


def _quantile(cdf: Callable[[float], float], part: float) -> float:
    low, high = -1.0, 1.0
    while cdf(low) > part and low > -FAR:
        low *= 2
    while cdf(high) < part and high < FAR:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if cdf(middle) < part else (low, middle)
    return high
