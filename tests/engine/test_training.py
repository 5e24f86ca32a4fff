"""Training runs: what makes them pass, what is said when they do not, and the curve that goes along."""

import base64
import json
import math
import re
import xml.etree.ElementTree as ElementTree

import bleach
import numpy as np
import pytest
import torch
from pydantic import TypeAdapter

from autograder.answer import AnswerFailure
from autograder.checking import check_answer
from autograder.grading import pages
from autograder.panel import render_html
from autograder.toolkit import curve
from autograder.toolkit.training import NotLearned, assert_learns
from autograder.verdict import Outcome, Verdict
from tests.engine.helpers import answer

g = torch.Generator().manual_seed(7)
X = torch.randn(120, 5, generator=g)
LABELS = (X @ torch.tensor([1.0, -2.0, 0.5, 0.0, 1.0]) > 0.3).long()
TRAIN, HELD_OUT = (X[:80], LABELS[:80]), X[80:]


def train(answer, generator, steps, inputs, labels, held_out):
    """Fit a linear classifier by the answer's update of one parameter."""
    weights = torch.zeros(5, 2, requires_grad=True)
    bias = torch.zeros(2, requires_grad=True)
    for _ in range(steps):
        loss = torch.nn.functional.cross_entropy(inputs @ weights + bias, labels)
        loss.backward()
        with torch.no_grad():
            for parameter in (weights, bias):
                answer.f(parameter, parameter.grad)
                parameter.grad.zero_()
        yield loss
    return held_out @ weights + bias


def accuracy(scores):
    return (scores.argmax(1) == LABELS[80:]).double().mean()


GOAL = {"metric": accuracy, "called": "accuracy on the held-out points", "at_least": 0.92, "within_steps": 100}
DATA = (*TRAIN, HELD_OUT)


def learn(source, *, how=train, **options):
    body = source if source.startswith("def") else f"def f(x, grad):\n    {source}\n    return x"
    assert_learns(answer(body), how, **{**GOAL, "data": DATA, **options})


def fault(source, **options) -> NotLearned:
    with pytest.raises(NotLearned) as caught:
        learn(source, **options)
    return caught.value


def test_a_right_update_learns_from_every_seed():
    learn("x -= 0.5 * grad")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("x = x - 0.5 * grad", r"after 100 steps the accuracy on the held-out points was 0\.\d+ \(seed 0\); at "
         r"least 0\.92 was expected\. The loss is 0\.693 at every step\. It looks as if the parameters never"),
        ("x += 0.5 * grad", r"The loss rises from the start, from 0\.693 to .* goes up the gradient"),
        ("x -= 1e-6 * grad", r"The loss did not fall, .* steps are far too small"),
        ("x -= 0.001 * grad * (1 + 0 * x)", r"The loss (did not fall|fell too slowly)"),
    ],
)  # fmt: skip
def test_the_message_says_what_the_curve_looks_like(source, said):
    assert re.search(said, str(fault(source)))


def test_a_loss_that_is_not_finite_stops_training_at_its_step():
    source = (
        "def f(x, grad, count=[0]):\n    count[0] += 1\n    x -= 0.1 * grad * (torch.nan if count[0] > 12 else 1)"
    )
    failure = fault(source)
    assert re.match(r"the loss became nan at step 8 of 100 \(seed 0\); it should stay finite", str(failure))
    assert "had not grown" in str(failure)
    assert "×" in failure.picture


def test_a_loss_that_explodes_is_told_apart():
    def explode(answer, generator, steps):
        size = 1.0
        for _ in range(steps):
            size = size * 1e30
            yield size

    message = str(fault("pass", how=explode, data=()))
    assert re.match(r"the loss became 1e\+120 at step 4 of 100 .* had grown from 1e\+30 to 1e\+90", message)


def test_the_first_seed_that_fails_is_named():
    source = (
        "def f(x, grad, seen=set()):\n"
        "    seen.add(torch.initial_seed())\n"
        "    if len(seen) < 3: x -= 0.5 * grad\n"
        "    return x"
    )
    assert "(seed 9)" in str(fault(source, seeds=(0, 4, 9)))


def noisy(answer, generator, steps):
    """Draw from every generator that an answer may use, and leave what was drawn as the result."""
    yield 1.0
    return torch.tensor([answer.f(0, 0), float(torch.rand(1, generator=generator)), torch.get_num_threads()])


def test_a_seed_repeats_a_run_on_one_thread_and_the_kernels_own_state_stays():
    draws = "float(torch.rand(1)) + random.random() + numpy.random.rand()"
    source = f"import random, numpy\ndef f(x, grad):\n    return {draws}"
    results = []
    state, other = torch.get_rng_state(), np.random.get_state()[1].tolist()
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    for _ in range(2):
        assert_learns(
            answer(source), noisy, metric=lambda result: results.append(result) or 1.0, called="x", at_least=1,
            within_steps=1, seeds=(3, 4),
        )  # fmt: skip
    assert torch.get_num_threads() == 2
    torch.set_num_threads(threads)
    assert torch.equal(results[0], results[2]) and torch.equal(results[1], results[3])
    assert not torch.equal(results[0], results[1])
    assert results[0][2] == 1
    assert torch.equal(torch.get_rng_state(), state) and np.random.get_state()[1].tolist() == other


def test_seconds_are_held_and_said_with_the_steps_that_fit():
    slow = "def f(x, grad):\n    torch.rand(300, 300) @ torch.rand(300, 300)\n    return x"
    message = str(fault(slow, within_steps=100_000, seconds=0.2))
    assert re.search(r"^training took more than 0\.2 seconds for \d+ steps? \(seed 0\)", message)


def returns(value):
    def how(answer, generator, steps):
        yield 1.0
        return value

    return how


@pytest.mark.parametrize("value", [None, [1, 2], torch.zeros(3), torch.zeros(40, 2, dtype=torch.bool), "x", {}])
def test_a_result_that_cannot_be_measured_is_the_answers_mistake(value):
    with pytest.raises(NotLearned, match="accuracy on the held-out points"):
        learn("pass", how=returns(value), data=())


def test_a_metric_that_is_nan_does_not_pass():
    with pytest.raises(NotLearned, match="was nan"):
        learn("pass", how=returns(1.0), data=(), metric=lambda result: math.nan)
    with pytest.raises(NotLearned, match=r"was 3 \(seed 0\); at most 2 was expected"):
        learn("pass", how=returns(3.0), data=(), metric=float, at_least=None, at_most=2)


@pytest.mark.parametrize(
    ("loss", "was"),
    [
        (torch.ones(4), "the loss of step 1 was float32 tensor [1, 1, 1, 1]; one number was expected"),
        (None, "the loss of step 1 was None"),
        ("1", "the loss of step 1 was '1'"),
        (1j, "the loss of step 1 was 1j"),
    ],
)
def test_a_loss_that_is_no_number_is_shown(loss, was):
    def how(answer, generator, steps):
        yield loss

    assert str(fault("pass", how=how, data=())).startswith(was)


def test_more_losses_than_steps_are_refused():
    def how(answer, generator, steps):
        while True:
            yield 1.0

    assert "at most 100 steps" in str(fault("pass", how=how, data=()))


FORGED = [
    None, [], {}, {"losses": [1.0]}, {"losses": torch.ones(2, 2).double(), "result": 1, "odd": "", "late": False},
    {"losses": torch.ones(101).double(), "odd": "", "late": False},
    {"losses": torch.ones(3).double(), "odd": torch.ones(2), "late": False},
    {"losses": torch.ones(3).double(), "odd": "", "late": torch.ones(2)},
    {"losses": torch.ones(3), "odd": "", "late": False},
    {"losses": torch.tensor([1.0, torch.nan, 1e308, -1e308]).double(), "odd": "", "late": False},
    {"losses": torch.tensor([1e99, -1e99, 5e-324] * 9).double(), "odd": "", "late": False},
    {"losses": torch.ones(3).double(), "odd": "<b>" * 1000, "late": False},
]  # fmt: skip


@pytest.mark.parametrize("reply", FORGED)
def test_a_forged_reply_is_the_answers_mistake_whatever_it_holds(reply):
    class Forger:
        """An answer beside which nothing of ours runs."""

        def run(self, function, *args):
            return reply

        def cpu_seconds(self):
            return 0.0

    with pytest.raises(NotLearned) as caught:
        assert_learns(Forger(), train, **GOAL, data=DATA)
    assert len(str(caught.value)) < 600
    assert "<b>" not in caught.value.picture


def test_what_the_answer_raises_is_reported_as_ever():
    with pytest.raises(AnswerFailure, match="ZeroDivisionError"):
        learn("1 / 0")


def test_an_author_hears_of_a_check_that_cannot_judge():
    with pytest.raises(ValueError, match="generator function"):
        learn("pass", how=lambda answer, generator, steps: [1.0], data=())
    with pytest.raises(ValueError, match="one of at_least and at_most"):
        learn("pass", at_most=1.0)
    with pytest.raises(ValueError, match="at least one seed"):
        learn("pass", seeds=())


def noise(count):
    return torch.randn(count, generator=torch.Generator().manual_seed(1)).tolist()


STEPS = range(200)
CURVES = [
    ([2.3] * 200, "parameters never change"),
    ([2.3 + 0.1 * e for e in noise(200)], "did not fall"),
    ([2.3 * 1.02**i for i in STEPS], "rises from the start"),
    ([2.3 * 1.02**i + 0.05 * e for i, e in zip(STEPS, noise(200), strict=True)], "rises from the start"),
    ([2.3 * 0.97**i if i < 100 else 0.11 * 1.05 ** (i - 100) for i in STEPS], "by step 101 and then rose to"),
    ([2.3 - 0.004 * i for i in STEPS], "fell too slowly"),
    ([2.3 - 0.004 * i + 0.03 * e for i, e in zip(STEPS, noise(200), strict=True)], "fell too slowly"),
    ([0.9 + 1.4 * 0.9**i for i in STEPS], "fell no further"),
    ([2.3 * 0.95**i for i in STEPS], "the steps work"),
    ([1 + 0.8 * (-1) ** i for i in STEPS], "swings up and down"),
    ([1 + 0.8 * math.cos(i / 5) for i in STEPS], "swings up and down"),
    ([0.5 + 0.5 * 0.97**i + 0.05 * e for i, e in zip(STEPS, noise(200), strict=True)], "fell no further"),
]


@pytest.mark.parametrize(("losses", "said"), CURVES)
def test_curves_are_told_apart(losses, said):
    assert said in curve.explain(losses)


def test_few_losses_say_nothing():
    assert curve.explain([1.0, 2.0, 3.0]) == ""


def points_of(svg: str) -> list[tuple[float, float]]:
    root = ElementTree.fromstring(svg)
    line = root.find("{http://www.w3.org/2000/svg}polyline")
    return [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]


def test_a_picture_is_small_and_shows_first_and_last_loss():
    svg = curve.picture([1.0 - i / 100_000 for i in range(50_000)])
    points = points_of(svg)
    assert len(points) == curve.MOST_POINTS and len(svg) < 5000
    assert points[0] == (curve.LEFT, curve.TOP) and points[-1] == (curve.RIGHT, curve.BOTTOM)
    assert ">50000<" in svg


def test_a_picture_survives_wild_losses_and_single_ones():
    assert curve.picture([]) == curve.picture([math.nan]) == ""
    assert len(points_of(curve.picture([0.5]))) == 1
    assert len(points_of(curve.picture([1.0, 0.5, math.inf]))) == 2
    assert "logarithmic" in curve.picture([1e9, 1.0])
    assert "logarithmic" not in curve.picture([1e9, 0.0])


CHECK = '''
from autograder.toolkit.training import assert_learns

def train(answer, generator, steps):
    for step in range(steps):
        yield answer.f(1.0, step)
    return 0.43

def test_learns(answer):
    """It learns."""
    assert_learns(answer, train, metric=float, called="accuracy", at_least=0.9, within_steps=30)
'''


@pytest.fixture
def outcome(tmp_path) -> Outcome:
    (tmp_path / "test_it.py").write_text(CHECK)
    (found,) = check_answer([tmp_path / "test_it.py"], answer("def f(x, step):\n    return x / (1 + step)"))
    assert found.status == "failed", found
    return found


def test_the_picture_is_kept_with_the_outcome_and_survives_the_store(outcome):
    assert outcome.message.startswith("after 30 steps the accuracy was 0.43 (seed 0); at least 0.9 was expected.")
    assert len(points_of(outcome.picture)) == 30
    kept = TypeAdapter(Outcome)
    assert kept.validate_python(json.loads(json.dumps(kept.dump_python(outcome, mode="json")))) == outcome


def test_the_panel_shows_the_picture_in_a_form_that_cleaned_pages_keep(outcome):
    page = render_html(answer("")._facts, Verdict("f", 1, [outcome]))
    cleaned = bleach.clean(page, tags=pages.TAGS, attributes=pages._is_allowed, protocols={"data"}, strip=True)
    for html in (page, cleaned):
        (data,) = re.findall(r'<img[^>]*src="data:image/svg\+xml;base64,([^"]+)"', html)
        assert base64.b64decode(data).decode() == outcome.picture
    plain = Outcome("c", "It holds", "failed", "no")
    assert "<img" not in render_html(answer("")._facts, Verdict("f", 1, [plain]))
