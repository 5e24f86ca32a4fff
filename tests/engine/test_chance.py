"""What the statistical checks promise about false alarms and power, by enumeration, formula and simulation."""

import itertools
import math
import re
from statistics import NormalDist

import pytest
import torch

from autograder.answer import last_call
from autograder.toolkit.chance import tails
from autograder.toolkit.chance.assertions import (
    assert_distribution,
    assert_frequencies,
    assert_mean,
    assert_normal,
    samples_needed,
    tally,
)
from autograder.toolkit.chance.laws import Bounded, Continuous, Frequencies, Normal, NormalMean
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.seeds import seeded
from tests.engine.helpers import answer

FAIR = {"the coin always falls on its head": [1.0, 0.0]}


@pytest.fixture(autouse=True)
def _nothing_called_yet():
    last_call.clear()


def multinomial(counts: tuple[int, ...], shares: tuple[float, ...]) -> float:
    """Return the probability of these counts, from its definition."""
    ways = math.factorial(sum(counts))
    for count in counts:
        ways //= math.factorial(count)
    return ways * math.prod(share**count for count, share in zip(counts, shares, strict=True))


def all_counts(draws: int, outcomes: int) -> list[tuple[int, ...]]:
    return [c for c in itertools.product(range(draws + 1), repeat=outcomes) if sum(c) == draws]


def uniform(x: float) -> float:
    return min(max(x, 0.0), 1.0)


@pytest.mark.parametrize("alarm", [0.05, 1e-3, 1e-6])
@pytest.mark.parametrize(
    "shares", [(0.5, 0.5), (0.9, 0.1), (0.85, 0.1, 0.05), (0.6, 0.4, 0.0), (0.2, 0.3, 0.1, 0.4)]
)
def test_enumeration_finds_no_more_false_alarms_than_frequencies_state(shares, alarm):
    law = Frequencies(shares, tuple("abcd"[: len(shares)]))
    draws = 40 if len(shares) == 2 else 25 if len(shares) == 3 else 14
    rejected = [c for c in all_counts(draws, len(shares)) if law.fault(c, alarm, "draws")]
    exact = math.fsum(multinomial(counts, shares) for counts in rejected)
    assert exact <= alarm
    if alarm == 0.05:  # nor is the alarm asleep
        assert exact > 0.002


@pytest.mark.parametrize("alarm", [0.05, 1e-6])
def test_enumeration_agrees_with_the_power_that_frequencies_state(alarm):
    law, wrong = Frequencies((0.8, 0.1, 0.1), ("a", "b", "c")), Frequencies((0.3, 0.3, 0.4), ("a", "b", "c"))
    passed = [c for c in all_counts(25, 3) if law.fault(c, alarm, "draws") is None]
    exact = math.fsum(multinomial(counts, wrong.probabilities) for counts in passed)
    assert exact <= law.misses(wrong, 25, alarm) <= 10 * exact + 1e-12


@pytest.mark.parametrize("mean", [0.0, 0.02, 0.3, 0.5, 0.9])
@pytest.mark.parametrize("alarm", [0.05, 1e-6])
def test_enumeration_of_coins_finds_hoeffdings_bound_held(mean, alarm):
    law, draws = Bounded(mean, (0.0, 1.0)), 60
    samples = [torch.tensor([1.0] * heads + [0.0] * (draws - heads)) for heads in range(draws + 1)]
    faults = [law.fault(sample, alarm, "draws") is not None for sample in samples]

    def chance(p: float, odd: bool) -> float:
        return math.fsum(multinomial((k, draws - k), (p, 1 - p)) for k in range(draws + 1) if faults[k] is odd)

    assert chance(mean, True) <= alarm
    for other in (0.01, 0.2, 0.6, 0.95):
        assert chance(other, False) <= law.misses(Bounded(other, (0.0, 1.0)), draws, alarm) * (1 + 1e-9)


def test_the_scatter_of_normal_numbers_is_held_to_true_tails_of_chi_square():
    for freedom in (1, 7, 50, 2000):
        low, high = Normal(0.0, 1.0)._scatters(freedom, 1e-6)
        half, ends = torch.tensor(freedom / 2.0).double(), torch.tensor([low, high]).double() * freedom / 2
        below = float(torch.special.gammainc(half, ends[0]))
        above = float(torch.special.gammaincc(half, ends[1]))
        assert 0 < below + above <= 1e-6
        for std in (0.5, 0.8, 1.3, 3.0):
            ends = torch.tensor([low, high]).double() * freedom / 2 / std**2
            passes = float(torch.special.gammainc(half, ends[1]) - torch.special.gammainc(half, ends[0]))
            assert passes <= Normal(0.0, 1.0)._misses_scatter(std, freedom, 1e-6) + 1e-12


def test_normal_tails_are_exact():
    reach = tails.normal_reach(1e-6)
    assert 2 * NormalDist().cdf(-reach) == pytest.approx(1e-6, rel=1e-9)
    law = NormalMean(0.0, 2.0)
    missed = law.misses(NormalMean(0.5, 2.0), 400, 1e-6)  # 0.5 is five standard errors of 0.1
    assert missed == pytest.approx(NormalDist().cdf(reach - 5) - NormalDist().cdf(-reach - 5), rel=1e-9)
    assert law.misses(NormalMean(-0.5, 2.0), 400, 1e-6) == pytest.approx(missed, rel=1e-9)


LAWS = [
    (Normal(1.0, 2.0), lambda n, g: torch.randn(n, generator=g) * 2 + 1, 60),
    (NormalMean(1.0, 2.0), lambda n, g: torch.randn(n, generator=g) * 2 + 1, 60),
    (Continuous(NormalDist(1, 2).cdf), lambda n, g: torch.randn(n, generator=g) * 2 + 1, 60),
    (Continuous(uniform), lambda n, g: torch.rand(n, generator=g), 60),
    (Bounded(0.5, (0.0, 1.0)), lambda n, g: torch.rand(n, generator=g), 60),
]


@pytest.mark.parametrize(("law", "draw", "draws"), LAWS, ids=lambda value: type(value).__name__)
def test_simulated_false_alarms_stay_below_what_is_stated(law, draw, draws):
    generator = seeded(5)
    alarms = sum(law.fault(draw(draws, generator).double(), 0.05, "draws") is not None for _ in range(1500))
    assert alarms <= 0.05 * 1500 + 4 * math.sqrt(0.05 * 0.95 * 1500)


WRONGS = [
    (Normal(0.0, 1.0), Normal(0.3, 1.0), lambda n, g: torch.randn(n, generator=g) + 0.3),
    (Normal(0.0, 1.0), Normal(0.0, 1.25), lambda n, g: torch.randn(n, generator=g) * 1.25),
    (Normal(0.0, 1.0), Normal(0.0, 0.8), lambda n, g: torch.randn(n, generator=g) * 0.8),
    (Normal(0.0, 1.0), Continuous(uniform), lambda n, g: torch.rand(n, generator=g)),
    (
        Continuous(uniform),
        Continuous(lambda x: uniform(x) ** 1.5),
        lambda n, g: torch.rand(n, generator=g) ** (2 / 3),
    ),
    (Bounded(0.5, (0.0, 1.0)), Bounded(0.6, (0.0, 1.0)), lambda n, g: (torch.rand(n, generator=g) < 0.6).double()),
]


@pytest.mark.parametrize(("law", "wrong", "draw"), WRONGS)
def test_simulated_wrong_samples_are_missed_no_more_often_than_is_stated(law, wrong, draw):
    generator, runs = seeded(6), 300
    enough = next(n for n in range(10, 10_000, 10) if law.misses(wrong, n, 1e-6) <= 0.3)
    missed = sum(law.fault(draw(enough, generator).double(), 1e-6, "draws") is None for _ in range(runs))
    assert missed <= 0.3 * runs + 4 * math.sqrt(0.3 * 0.7 * runs)


CALLS = [
    (assert_frequencies, ([0.5, 0.5],), {"against": {"the coin is bent": [0.6, 0.4]}}),
    (assert_frequencies, ([0.2] * 5,), {"against": {"the last one never comes": [0.25] * 4 + [0.0]}}),
    (assert_mean, (0.5,), {"bounds": (0, 1), "against": {"it is too high": 0.55}}),
    (assert_mean, (10.0,), {"std": 3.0, "against": {"it is too low": 9.0}}),
    (
        assert_normal,
        (),
        {"against": {"the variance is taken for the deviation": (0.0, 1.5), "it is shifted": (0.5, 1)}},
    ),
    (assert_normal, (0.5, 12**-0.5), {"against": {"it is uniform": uniform}}),
    (assert_distribution, (uniform,), {"against": {"it is squared": lambda x: uniform(x) ** 0.5}}),
]


@pytest.mark.parametrize(("assertion", "args", "options"), CALLS)
def test_samples_needed_is_what_the_assertion_asks_for(assertion, args, options):
    enough = samples_needed(assertion, *args, **options)
    nothing = [-1] if assertion is assert_frequencies else None
    with pytest.raises(Mismatch):  # the number is enough: what it is given is judged
        assertion(nothing, *args, draws=enough, **options)
    few = enough // 2
    with pytest.raises(ValueError, match=r"are too few: where .* draws suffice") as caught:
        assertion(nothing, *args, draws=few, **options)
    suffices = int(re.search(r"(\d+) draws suffice", str(caught.value)).group(1))
    assert few < suffices <= enough


def test_an_author_hears_of_checks_that_cannot_judge():
    with pytest.raises(ValueError, match=r"false_alarm=0\.001"):
        assert_frequencies([1, 1], [0.5, 0.5], draws=2, against=FAIR, false_alarm=1e-3)
    with pytest.raises(ValueError, match="at least one wrong distribution"):
        assert_frequencies([1, 1], [0.5, 0.5], draws=2, against={})
    with pytest.raises(ValueError, match="sum to 1"):
        assert_frequencies([1, 1], [0.5, 0.4], draws=2, against=FAIR)
    with pytest.raises(ValueError, match="one of the two"):
        assert_mean(torch.zeros(3), 0.5, draws=3, against={"it is high": 0.9})
    with pytest.raises(ValueError, match="a million draws cannot tell a right answer from one where it is off"):
        samples_needed(assert_mean, 0.5, bounds=(0, 1), against={"it is off": 0.5000001})
    with pytest.raises(ValueError, match="goes from 0 to 1"):
        assert_distribution(torch.zeros(3), lambda x: 0.5, draws=3, against={"it is uniform": uniform})


def said(assertion, *args, **options) -> str:
    with pytest.raises(Mismatch) as caught:
        assertion(*args, **options)
    return str(caught.value)


def test_a_message_says_what_was_drawn_how_rare_that_is_and_whom_it_looks_like():
    options = {"draws": 2000, "names": ("heads", "tails"), "setting": "p=0.5"}
    bent = {"1 - p is used for p": [0.3, 0.7], "the coin always falls on its head": [1.0, 0.0]}
    assert said(assert_frequencies, [620, 1380], [0.5, 0.5], against=bent, **options) == (
        "the answer with p=0.5: of 2000 draws 31 % were heads; 50 % were expected; a right answer is this far off "
        "in fewer than one of a million runs. It looks as if 1 - p is used for p."
    )
    message = said(assert_frequencies, [800, 1200], [0.5, 0.5], against=bent, **options)
    assert "It looks" not in message


def test_an_impossible_outcome_is_not_called_rare():
    against = {"ties go to the first": [1.0, 0.0, 0.0]}
    message = said(assert_frequencies, [500, 499, 1], [0.5, 0.5, 0.0], draws=1000, against=against)
    assert message.endswith("of 1000 draws 0.1 % were outcome 2; none were expected.")


def test_messages_about_numbers():
    g, shifted = seeded(1), {"the mean is left out": (0.0, 1.0)}
    normal = torch.randn(500, generator=g)
    message = said(assert_normal, normal, 3.0, 1.0, draws=500, against=shifted)
    assert re.search(
        r"the mean of 500 draws is -?0\.\d+; 3 was expected;.*It looks as if the mean is left", message
    )
    wide = {"the variance is taken for the standard deviation": (0.0, 4.0)}
    message = said(assert_normal, 4 * normal, 0.0, 2.0, draws=500, against=wide)
    assert re.search(
        r"the standard deviation of 500 draws is \d\.\d+; 2 was expected;.*as if the variance", message
    )
    flat = (torch.rand(20000, generator=g) - 0.5) * math.sqrt(12)
    curves = {"the numbers are uniform": lambda x: uniform(x / math.sqrt(12) + 0.5)}
    message = said(assert_normal, flat, draws=20000, against=curves)
    assert re.search(
        r"of 20000 draws \d+\.?\d* % are below -?\d\.\d+; \d+\.?\d* % were expected.*numbers are uniform", message
    )
    high = {"both bounds are drawn": 0.6}
    message = said(assert_mean, torch.full((3000,), 1.5), 0.5, draws=3000, bounds=(0, 1), against=high)
    assert message.endswith("one of 3000 draws is 1.5; all should lie between 0 and 1.")


@pytest.mark.parametrize(
    ("samples", "fault"),
    [
        (None, "returned None; 100 real numbers"),
        (["1"] * 100, "returned a list; 100 real numbers"),
        (torch.zeros(99), "returned 99 numbers; 100 draws"),
        (torch.zeros(100, dtype=torch.complex64), "returned a tensor; 100 real numbers"),
        (torch.full((100,), torch.nan), "returned nan or inf"),
        ([10**400] * 100, "returned nan or inf"),
        (torch.zeros(100).numpy().astype(">f4"), "the mean of 100 draws is 0"),
        (torch.full((10, 10), 1e308, dtype=torch.float64), "the mean of 100 draws is"),
        ([True] * 100, "returned a list; 100 real numbers"),
    ],
)
def test_whatever_an_answer_returns_for_samples_is_its_own_mistake(samples, fault):
    assert fault in said(assert_normal, samples, 5.0, 1.0, draws=100, against={"it is wide": (5.0, 3.0)})


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        (None, "2 counts of draws were expected"),
        ([100], "2 counts of draws were expected"),
        ([101, -1], "2 counts of draws were expected"),
        ([50.0, 50.0], "2 counts of draws were expected"),
        (torch.tensor(100), "2 counts of draws were expected"),
        ([0, 0], "made 0 draws; 100 were expected"),
        ([10**400, 0], "draws; 100 were expected"),
    ],
)
def test_whatever_an_answer_returns_for_counts_is_its_own_mistake(counts, fault):
    assert fault in said(assert_frequencies, counts, [0.5, 0.5], draws=100, against=FAIR)


def test_tally_counts_outcomes_and_rejects_others():
    assert tally(torch.tensor([[0, 2], [2, 1]]), 4) == [1, 1, 2, 0]
    assert tally(torch.tensor([True, False, True]), 2) == [1, 2]
    for odd in (torch.tensor([0, 3]), torch.tensor([-1]), torch.tensor([0.5]), [0, 1], None):
        with pytest.raises(Mismatch):
            tally(odd, 3)


SAMPLER = "def f(p, n, generator):\n    return (torch.rand(n, generator=generator) {} p).long()"


@pytest.mark.parametrize(("how", "passes"), [("<", True), (">", False)])
def test_an_answers_draws_are_judged_by_what_it_returns(how, passes):
    draws = answer(SAMPLER.format(how)).f(0.2, 500, seeded(3))
    against = {"1 is drawn where 0 should be": [0.2, 0.8]}
    if passes:
        assert_frequencies(tally(draws, 2), [0.8, 0.2], draws=500, against=against)
    else:
        message = said(assert_frequencies, tally(draws, 2), [0.8, 0.2], draws=500, against=against)
        assert message.startswith("f(")
        assert message.endswith("It looks as if 1 is drawn where 0 should be.")
