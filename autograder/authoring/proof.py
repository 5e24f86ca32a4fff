"""The pytest plugin that proves content both ways; the project's own pytest configuration loads it.

Every check runs against the reference and each right/ file (must pass), against each wrong/ file that names
it (must fail) and against the stub (must fail by NotImplementedError alone).
"""

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.answer import Answer, AnswerFailure, last_call, last_inputs
from autograder.authoring.parts import Exercise, Variant, namespace_of
from autograder.candidate.here import Here
from autograder.checking import NO_GPU
from autograder.course import FILE
from autograder.manifest import CHECKS
from autograder.toolkit import seeds


@dataclass(frozen=True)
class Candidate:
    """One answer that a check is tried on, and what must happen."""

    exercise: Exercise
    kind: str
    variant: Variant | None = None

    def __str__(self) -> str:
        return f"{self.kind}-{self.variant.name}" if self.variant else self.kind

    def answer(self) -> Answer:
        path = self.variant.path if self.variant else None
        text = self.exercise.solution.stub if self.kind == "stub" else None
        return answer_from(self.exercise, namespace_of(self.exercise, path, text))


def answer_from(exercise: Exercise, namespace: dict[str, Any]) -> Answer:
    """Return the answer that a namespace in this process gives."""
    return Answer(Here(namespace, exercise.head.forbid, exercise.head.seconds), exercise.facts)


def exercise_of(path: Path) -> Exercise | None:
    """Return the exercise whose public or hidden checks ``path`` holds, or None."""
    if path.name == "test_hidden.py" and (path.parent / "task.md").is_file():
        return Exercise(path.parent)
    if path.parent.parent == CHECKS:
        for folder in (CHECKS, *CHECKS.parents):
            if (folder / FILE).is_file():
                return Exercise(folder / "reference" / path.parent.name / path.stem.removeprefix("test_"))
    return None


def candidates(exercise: Exercise, check: str) -> list[Candidate]:
    """Return every answer that ``check`` is tried on."""
    found = [Candidate(exercise, "reference"), Candidate(exercise, "stub")]
    found += [Candidate(exercise, "right", variant) for variant in exercise.variants("right")]
    return found + [
        Candidate(exercise, "wrong", variant) for variant in exercise.variants("wrong") if variant.fails == check
    ]


def pytest_configure(config: pytest.Config) -> None:
    torch.set_num_threads(1)  # as in grading; more threads only wait for each other on small tensors
    config.addinivalue_line("markers", "long: left out of a plain run; make endurance runs it")
    config.addinivalue_line("markers", "alone: kills processes or waits for browsers; nothing else runs beside it")
    config.addinivalue_line("markers", "gpu: needs a CUDA device; skipped, and said so, where there is none")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    exercise = exercise_of(metafunc.definition.path)
    if exercise is not None and "answer" in metafunc.fixturenames:
        tried = candidates(exercise, metafunc.function.__name__)
        metafunc.parametrize("answer", tried, indirect=True, ids=str)


@pytest.fixture
def answer(request: pytest.FixtureRequest) -> Answer:
    """The answer that a check is about."""
    seeds.begin(request.config.getoption("--seed"), request.node.originalname)
    last_call.clear()
    last_inputs.clear()
    given: Candidate = request.param
    return given.answer()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", default="0", help="base of the seeds that checks draw their inputs from")


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """Turn the failure that a wrong answer or a stub owes into a pass, and its absence into a failure."""
    callspec = getattr(pyfuncitem, "callspec", None)
    given = callspec.params.get("answer") if callspec else None
    if not isinstance(given, Candidate) or given.kind in ("reference", "right"):
        return (yield)
    try:
        result = yield
    except (AssertionError, AnswerFailure) as failure:
        unwritten = isinstance(failure, NotImplementedError)
        if given.kind == "stub" and not unwritten:
            pytest.fail(f"the stub fails otherwise than by NotImplementedError: {failure}", pytrace=False)
        if given.kind == "wrong" and unwritten:
            pytest.fail(f"{given.variant and given.variant.path} is a stub, not a wrong answer", pytrace=False)
        return True
    what = given.variant.path if given.variant else f"the stub of {given.exercise.name}"
    pytest.fail(f"{what} passes {pyfuncitem.originalname}, which it must fail", pytrace=False)
    return result


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, and say so, what needs a device that is not there."""
    no_gpu = pytest.mark.skip(reason=NO_GPU)
    for item in items:
        if item.get_closest_marker("gpu") and not torch.cuda.is_available():
            item.add_marker(no_gpu)
