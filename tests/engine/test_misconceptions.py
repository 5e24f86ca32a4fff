"""Known mistakes are recognised by behaviour, however they are written, and nothing else is."""

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from autograder.answer import Answer
from autograder.authoring.known import known_answers
from autograder.authoring.parts import find_exercises
from autograder.candidate.here import Here
from autograder.checking import with_checks
from autograder.course import Course
from autograder.judge.misconceptions import Recogniser
from autograder.loading import load_source
from autograder.verdict import Misconception, Outcome

KIT = Path(__file__).parents[2]


def recognised(name: str, source: str) -> list[str]:
    """Return the names of the mistakes that an answer's failed checks show."""
    return [found.name for found in misconceptions(name, source)]


def misconceptions(name: str, source: str) -> list[Misconception]:
    (exercise,) = find_exercises(Course.read(KIT / "course.yaml"), name)
    files = [exercise.public_checks, exercise.hidden_checks]
    namespace = load_source("import torch\n" + source, f"<student of {name}>", "student")
    answer = Answer(Here(namespace, exercise.head.forbid), exercise.facts)
    failed = []

    def loop(runner):
        for outcome in runner.outcomes(runner.items_of(files), answer, "a student's seed"):
            if outcome.status == "failed":
                failed.append(answer._exchanges)

    with_checks(files, loop)
    return Recogniser({exercise.name: known_answers(exercise)}).recognise(exercise.facts, failed)


@pytest.mark.parametrize(
    ("name", "source", "mistake"),
    [
        (
            "ch04/softmax",
            "def softmax(o, dim=-1):\n    e = torch.exp(o)\n    return e.div(torch.sum(e))",
            "normalises_over_all_elements",
        ),
        (
            "ch04/softmax",
            "def softmax(logits, dim=-1):\n    top = max(logits.flatten().tolist())\n"
            "    parts = [torch.exp(row - top) for row in logits.movedim(dim, -1)]\n"
            "    e = torch.stack(parts)\n    return (e / e.sum(-1, True)).movedim(-1, dim)",
            "subtracts_the_maximum_of_the_batch",
        ),
        (
            "ch18/rbf_kernel",
            "def rbf_kernel(x1, x2, lengthscale=1.0, amplitude=1.0):\n"
            "    d = (x1[:, None] - x2[None]) / lengthscale\n"
            "    return amplitude**2 * torch.exp(-(d**2).sum(-1))",
            "forgets_the_half",
        ),
    ],
)
def test_a_known_mistake_is_recognised_in_other_words(name, source, mistake):
    assert mistake in recognised(name, source)


def test_the_sentence_is_the_one_that_the_author_wrote():
    source = "def softmax(o, dim=-1):\n    return o.exp() / o.exp().sum()"
    (found,) = misconceptions("ch04/softmax", source)
    assert found.sentence.startswith("Divides by the sum over all elements")


@pytest.mark.parametrize(
    "source",
    [
        "def softmax(o, dim=-1):\n    o = o - o.amax(dim, True)\n    return o.exp() / o.exp().sum(dim, True)",
        "def softmax(o, dim=-1):\n    return torch.full_like(o, 0.3)",  # a mistake of its own
        "def softmax(o, dim=-1):\n    raise KeyError('mine')",
        "def softmax(o, dim=-1):\n    raise NotImplementedError()",
        "def softmax(o, dim=-1):\n    return 'a string'",
    ],
)
def test_what_is_right_or_a_mistake_of_its_own_is_not_named(source):
    assert recognised("ch04/softmax", source) == []


def test_two_mistakes_that_behave_alike_are_not_told_apart():
    (exercise,) = find_exercises(Course.read(KIT / "course.yaml"), "ch04/softmax")
    known = known_answers(exercise)
    wrong = next(w for w in known.wrong if w.path.stem == "normalises_over_all_elements")
    twin = type(wrong)(wrong.path, wrong.needs, "The same in other words")
    recogniser = Recogniser({"softmax": type(known)(known.reference, (wrong, twin))})
    namespace = load_source("import torch\ndef softmax(o, dim=-1):\n    return o.exp() / o.exp().sum()", "<t>", "s")
    answer = Answer(Here(namespace), exercise.facts)
    answer.softmax(torch.tensor([[1.0, 2.0], [3.0, 0.0]]))
    assert recogniser.recognise(exercise.facts, [answer._exchanges]) == []


def broken_on(shape: tuple[int, ...], asked: str = "call") -> Outcome:
    """Return the outcome of a check that broke on softmax's result of this shape."""
    (exercise,) = find_exercises(Course.read(KIT / "course.yaml"), "ch04/softmax")
    namespace = {"softmax": lambda logits, dim=-1: torch.zeros(shape)}
    answer = Answer(Here(namespace), exercise.facts)
    if asked == "call":
        answer.softmax(torch.zeros(2, 3))
    else:
        answer.run(lambda answer: [answer.softmax(torch.zeros(2, 3)), 1])
    fault = Outcome("test_x", "Does x", "fault", "IndexError: index 1 is out of bounds")
    return Recogniser({exercise.name: known_answers(exercise)}).judged(exercise.facts, fault, answer._exchanges)


def test_a_check_that_broke_on_a_result_of_another_form_is_failed_and_says_so():
    outcome = broken_on((1, 3))
    assert (outcome.status, outcome.crashed) == ("failed", True)
    assert outcome.message == (
        "softmax(logits) of shape (2, 3) returned a tensor of shape (1, 3); shape (2, 3) was expected."
    )
    said = "softmax: the check was handed a tensor of shape (1, 3) as item 1 of 2; shape (2, 3) was expected."
    assert broken_on((1, 3), "run").message == said


def test_a_check_that_broke_on_a_result_of_the_right_form_stays_a_fault_of_ours():
    outcome = broken_on((2, 3))
    assert (outcome.status, outcome.message) == ("fault", "IndexError: index 1 is out of bounds")


def test_objects_of_an_earlier_check_do_not_hide_a_mistake():
    source = (KIT / "reference/ch04_linear_classification/SoftmaxRegressionScratch/wrong").glob("*.py")
    hidden = [path for path in source if "test_rejects_another_number_of_inputs" in path.read_text()]
    assert hidden
    for path in hidden:
        assert path.stem in recognised("ch04/SoftmaxRegressionScratch", path.read_text())


def test_no_replay_imports_what_its_time_limit_could_cut_in_half():
    code = "import sys; from autograder.judge.misconceptions import Recogniser; Recogniser({}); "
    code += "before = set(sys.modules); import torch; "
    code += "torch.optim.Adam([torch.zeros(1, requires_grad=True)]).step(); "
    code += "assert not any(name.startswith('sympy') for name in set(sys.modules) - before)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=KIT)
