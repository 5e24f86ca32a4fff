"""Checks on what is drawn at random: each proves how rarely it blames a right answer and that it sees a wrong one.

Draws must be independent, and their generator fresh (``seeded()``). A right answer fails with probability at most
``false_alarm`` (one in a million); an answer that draws from a distribution named in ``against`` is caught in at
least 999 of 1,000 runs, or the check raises ValueError for its author, with the number of draws that suffices.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import torch

from autograder.answer import last_call
from autograder.describe import describe, kind_of, number
from autograder.toolkit.chance.laws import Bounded, Continuous, Frequencies, Law, Normal, NormalMean
from autograder.toolkit.compare import Mismatch

FALSE_ALARM = 1e-6
"""The most that any of these checks may blame right answers, and what each does unless told to do so less."""
POWER = 0.999
MOST_DRAWS = 1_000_000

Laws = tuple[Law, dict[str, Law]]
"""What a right answer follows, and wrong ones by name."""
Curve = Callable[[float], float]


def assert_frequencies(
    counts: Any,
    probabilities: Sequence[float],
    *,
    draws: int,
    against: Mapping[str, Sequence[float]],
    names: Sequence[str] = (),
    of: str = "draws",
    setting: str = "",
    false_alarm: float = FALSE_ALARM,
) -> None:
    """Assert that outcomes came as often as their probabilities say.

    ``counts``: how often each outcome came in ``draws`` draws, integers in a list or tensor (see `tally`). Each
    count is held to the exact tails of its binomial distribution; an outcome of probability 0 must never come.
    ``against`` maps clauses that follow "It looks as if" to the probabilities of well-known mistakes. ``names``
    of outcomes, ``of`` ("actions") and ``setting`` ("epsilon=0.6") make the message. Raises Mismatch.
    """
    law, wrongs = _frequencies(probabilities, against, names=names)
    _reject_weak(law, wrongs, draws, false_alarm)
    _judge(law, wrongs, _counts(counts, len(probabilities), draws, of), false_alarm, of, setting)


def assert_mean(
    samples: Any,
    mean: float,
    *,
    draws: int,
    against: Mapping[str, float],
    bounds: tuple[float, float] | None = None,
    std: float | None = None,
    of: str = "draws",
    setting: str = "",
    false_alarm: float = FALSE_ALARM,
) -> None:
    """Assert that numbers were drawn from a distribution of this mean.

    ``samples``: ``draws`` real numbers in a tensor of any shape, an array or a list. Give ``bounds`` that no
    number passes (Hoeffding's bound, whatever the distribution) or, for normal numbers, their ``std`` (the exact
    tail). ``against`` maps clauses that follow "It looks as if" to wrong means. Raises Mismatch.
    """
    law, wrongs = _mean(mean, against, bounds=bounds, std=std)
    _reject_weak(law, wrongs, draws, false_alarm)
    _judge(law, wrongs, _numbers(samples, draws, of), false_alarm, of, setting)


def assert_normal(
    samples: Any,
    mean: float = 0.0,
    std: float = 1.0,
    *,
    draws: int,
    against: Mapping[str, tuple[float, float] | Curve],
    of: str = "draws",
    setting: str = "",
    false_alarm: float = FALSE_ALARM,
) -> None:
    """Assert that numbers were drawn from a normal distribution: its mean, its scatter and its shape.

    ``against`` maps clauses that follow "It looks as if" to a wrong (mean, std), or to the distribution function
    of what is not normal. The shape needs some thousand draws; mean and scatter need far fewer. The three parts
    share ``false_alarm``: the mean's exact tail, Chernoff's bound for chi-square, and the bound of
    `assert_distribution`. Raises Mismatch.
    """
    law, wrongs = _normal(mean, std, against=against)
    _reject_weak(law, wrongs, draws, false_alarm)
    _judge(law, wrongs, _numbers(samples, draws, of), false_alarm, of, setting)


def assert_distribution(
    samples: Any,
    cdf: Curve,
    *,
    draws: int,
    against: Mapping[str, Curve],
    of: str = "draws",
    setting: str = "",
    false_alarm: float = FALSE_ALARM,
) -> None:
    """Assert that numbers were drawn from the distribution whose distribution function is ``cdf``.

    ``cdf`` takes a float and is continuous (``statistics.NormalDist(0, 2).cdf``). The largest distance to the
    sample's own curve is held to the inequality of Dvoretzky, Kiefer, Wolfowitz and Massart. ``against`` maps
    clauses that follow "It looks as if" to wrong distribution functions. Raises Mismatch.
    """
    law, wrongs = _distribution(cdf, against)
    _reject_weak(law, wrongs, draws, false_alarm)
    _judge(law, wrongs, _numbers(samples, draws, of), false_alarm, of, setting)


def samples_needed(
    assertion: Callable[..., None], *args: Any, false_alarm: float = FALSE_ALARM, **options: Any
) -> int:
    """Return a number of draws that is enough for one of this module's assertions.

    Called with what the assertion gets after the samples: ``samples_needed(assert_mean, 0.5, bounds=(0, 1),
    against={"...": 0.6})``. Raises ValueError where a million draws are not enough.
    """
    law, wrongs = _LAWS[assertion](*args, **options)
    return max((_needed(law, name, wrong, false_alarm) for name, wrong in wrongs.items()), default=2)


def tally(values: Any, outcomes: int) -> list[int]:
    """Return how often each of 0, 1, ..., outcomes - 1 stands in a tensor of integers.

    Raises Mismatch for anything else that stands there.
    """
    if not isinstance(values, torch.Tensor) or values.is_floating_point() or values.is_complex():
        raise Mismatch(f"{_call()} returned {describe(values)}; a tensor of integers was expected.")
    wild = values[(values < 0) | (values >= outcomes)] if values.dtype != torch.bool else values[:0]
    if wild.numel():
        raise Mismatch(f"{_call()} drew {number(wild.reshape(-1)[0])}; 0 to {outcomes - 1} were expected.")
    return [int(count) for count in torch.bincount(values.reshape(-1).long(), minlength=outcomes)]


def _frequencies(probabilities: Sequence[float], against: Mapping[str, Any], *, names: Sequence[str] = ()) -> Laws:
    labels = tuple(names) or tuple(f"outcome {index}" for index in range(len(probabilities)))

    def law(shares: Sequence[float]) -> Law:
        return Frequencies(tuple(float(share) for share in shares), labels)

    return law(probabilities), {name: law(shares) for name, shares in against.items()}


def _mean(
    mean: float,
    against: Mapping[str, float],
    *,
    bounds: tuple[float, float] | None = None,
    std: float | None = None,
) -> Laws:
    if (bounds is None) == (std is None):
        raise ValueError("assert_mean takes bounds or std, one of the two")

    def law(value: float) -> Law:
        return NormalMean(value, std) if std is not None else Bounded(value, bounds or (0.0, 1.0))

    return law(mean), {name: law(value) for name, value in against.items()}


def _normal(mean: float = 0.0, std: float = 1.0, *, against: Mapping[str, tuple[float, float] | Curve]) -> Laws:
    return Normal(mean, std), {
        name: Continuous(wrong) if callable(wrong) else Normal(*wrong) for name, wrong in against.items()
    }


def _distribution(cdf: Curve, against: Mapping[str, Curve]) -> Laws:
    return Continuous(cdf), {name: Continuous(wrong) for name, wrong in against.items()}


_LAWS: dict[Callable[..., None], Callable[..., Laws]] = {
    assert_frequencies: _frequencies,
    assert_mean: _mean,
    assert_normal: _normal,
    assert_distribution: _distribution,
}


def _reject_weak(law: Law, wrongs: Mapping[str, Law], draws: int, false_alarm: float) -> None:
    """Raise ValueError where the check would blame right answers too often or miss a wrong one."""
    if not 0 < false_alarm <= FALSE_ALARM:
        raise ValueError(f"false_alarm={false_alarm} is not above 0 and at most {FALSE_ALARM}")
    if not wrongs or draws < 2:
        raise ValueError("name at least one wrong distribution in against, and at least 2 draws")
    for name, wrong in wrongs.items():
        missed = law.misses(wrong, draws, false_alarm)
        if missed > 1 - POWER:
            needed = _needed(law, name, wrong, false_alarm)
            raise ValueError(
                f"draws={draws} are too few: where {name}, up to {missed:.2g} of all runs would pass; "
                f"{needed} draws suffice"
            )


def _needed(law: Law, name: str, wrong: Law, false_alarm: float) -> int:
    """Return a number of draws that catches the wrong law, found by halving: hardly a smaller one does."""
    few, enough = 1, 2
    while law.misses(wrong, enough, false_alarm) > 1 - POWER:
        few, enough = enough, 2 * enough
        if enough > MOST_DRAWS:
            raise ValueError(f"a million draws cannot tell a right answer from one where {name}")
    while enough - few > max(1, few // 100):
        middle = (few + enough) // 2
        if law.misses(wrong, middle, false_alarm) > 1 - POWER:
            few = middle
        else:
            enough = middle
    return enough


def _judge(law: Law, wrongs: Mapping[str, Law], sample: Any, false_alarm: float, of: str, setting: str) -> None:
    fault = law.fault(sample, false_alarm, of)
    if fault is None:
        return
    rarity = "a million" if false_alarm == FALSE_ALARM else f"{1 / false_alarm:,.0f}"
    chance = "" if fault.certain else f"; a right answer is this far off in fewer than one of {rarity} runs"
    fitting = [name for name, wrong in wrongs.items() if wrong.fault(sample, false_alarm, of) is None]
    guess = f"It looks as if {fitting[0].rstrip('.')}." if len(fitting) == 1 else ""
    where = f"{_call()} with {setting}" if setting else _call()
    raise Mismatch(f"{where}: {fault.sentence}{chance}.", guess)


def _call() -> str:
    return last_call[-1] if last_call else "the answer"


def _counts(counts: Any, outcomes: int, draws: int, of: str) -> list[int]:
    """Return the counts as integers; they may be a candidate's."""
    if isinstance(counts, torch.Tensor | np.ndarray):
        counts = counts.tolist()
    is_list = isinstance(counts, list | tuple) and all(type(count) is int and count >= 0 for count in counts)
    if not is_list or len(counts) != outcomes:
        raise Mismatch(f"{_call()} gave {describe(counts)}; {outcomes} counts of {of} were expected.")
    if sum(counts) != draws:
        raise Mismatch(f"{_call()} made {describe(sum(counts))} {of}; {draws} were expected.")
    return list(counts)


def _numbers(samples: Any, draws: int, of: str) -> torch.Tensor:
    """Return the samples as one float64 axis; they may be a candidate's."""
    if isinstance(samples, list | tuple) and all(type(value) in (int, float) for value in samples):
        samples = torch.tensor(
            [float(value) if abs(value) < 1e300 else math.nan for value in samples], dtype=torch.float64
        )
    if isinstance(samples, np.ndarray) and samples.dtype.kind in "biuf":
        samples = torch.from_numpy(samples.astype(np.float64))
    if not isinstance(samples, torch.Tensor) or samples.is_complex():
        raise Mismatch(f"{_call()} returned {kind_of(samples)}; {draws} real numbers were expected.")
    flat = samples.detach().reshape(-1).double()
    if len(flat) != draws:
        raise Mismatch(f"{_call()} returned {len(flat)} numbers; {draws} {of} were expected.")
    if not bool(flat.isfinite().all()):
        raise Mismatch(f"{_call()} returned nan or inf among its {of}; finite numbers were expected.")
    return flat
