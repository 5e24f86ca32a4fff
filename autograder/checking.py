"""Runs checks with pytest against one answer and gathers their outcomes."""

import contextlib
import io
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import pytest
import torch

from autograder.answer import Answer, AnswerFailure, AnswerForbidden, last_call, last_inputs
from autograder.errors import CheckFault, FathomError
from autograder.toolkit import margins, seeds
from autograder.toolkit.hints import hints_of
from autograder.verdict import Outcome

NO_GPU = "no CUDA device on this machine"


class Runner:
    """The pytest plugin that hands checks their answer and records what becomes of them."""

    def __init__(self, files: Sequence[Path], loop: Callable[["Runner"], None]) -> None:
        self._files, self._loop = files, loop
        self.broken = ""
        """Why a file could not be collected."""
        self.failure: FathomError | CheckFault | None = None
        """What ended the loop; pytest would make an internal error of it."""
        self._answer: Answer | None = None
        self._outcome: Outcome | None = None
        self.items: dict[Path, list[pytest.Item]] = {}

    def run(self, files: Sequence[Path], answer: Answer, seed: str = "0") -> list[Outcome]:
        """Run the checks of the files against the answer."""
        return list(self.outcomes(self.items_of(files), answer, seed))

    def items_of(self, files: Sequence[Path]) -> list[pytest.Item]:
        """Return the checks of the files, in order."""
        return [item for path in files for item in self.items.get(path.resolve(), [])]

    def outcomes(self, items: Sequence[pytest.Item], answer: Answer, seed: str = "0") -> Iterator[Outcome]:
        """Run the checks one by one; whoever has seen enough stops asking."""
        self._answer = answer
        for item in items:
            yield self.run_item(item, seed)

    def run_item(self, item: pytest.Item, seed: str) -> Outcome:
        """Run one check against the answer that `outcomes` was called with."""
        if item.get_closest_marker("gpu") and not torch.cuda.is_available():
            return Outcome(item.name, sentence_of(getattr(item, "function", None), item.name), "skipped", NO_GPU)
        assert self._answer is not None
        self._answer._begin_check()
        seeds.begin(seed, item.name)
        last_call.clear()
        last_inputs.clear()
        margins.margins.clear()
        self._outcome = None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        assert self._outcome is not None, f"{item.name} ended without an outcome"
        return self._outcome

    @pytest.fixture
    def answer(self) -> Answer:
        assert self._answer is not None
        return self._answer

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        for item in session.items:
            self.items.setdefault(item.path.resolve(), []).append(item)
        if set(self._files) <= self.items.keys():  # a file that lacks would cost nobody its checks, silently
            try:
                self._loop(self)
            except (FathomError, CheckFault) as failure:
                self.failure = failure
        return True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.broken:
            self.broken = str(report.longrepr)[-500:]

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: "pytest.CallInfo[None]") -> pytest.TestReport:
        """Record the outcome in place of pytest's report, whose traceback costs 20 ms per failure."""
        if call.when == "call" or (call.excinfo is not None and self._outcome is None):
            self._outcome = outcome_of(item, call)
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        when: Any = call.when
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, when)


def outcome_of(item: pytest.Item, call: "pytest.CallInfo[None]") -> Outcome:
    """Translate what pytest saw into the words of a student."""
    function = getattr(item, "function", None)
    sentence = sentence_of(function, item.name)
    base: dict[str, Any] = {
        "check": item.name,
        "sentence": sentence,
        "hidden": item.path.name == "test_hidden.py",
        "seconds": round(call.duration, 4),
    }
    if call.excinfo is None:
        return Outcome(status="passed", **base)
    error = call.excinfo.value
    if isinstance(error, pytest.skip.Exception):
        return Outcome(status="skipped", message=str(error), **base)
    if isinstance(error, AnswerFailure) and isinstance(error, NotImplementedError):
        return Outcome(status="unwritten", message="This function is not written yet.", **base)
    if isinstance(error, AnswerFailure):
        message = _sentence(str(error))
        base |= {"message": message, "trace": error.trace, "crashed": True}
        if isinstance(error, AnswerForbidden):  # says itself what is wrong; the check's hints speak of other things
            return Outcome(status="failed", diagnosis=message, **base)
        return Outcome(status="failed", hints=hints_of(function), **base)
    if isinstance(error, AssertionError):
        base["picture"] = getattr(error, "picture", "")
        diagnosis = getattr(error, "diagnosis", "")
        return Outcome(
            status="failed", message=_sentence(str(error)), diagnosis=diagnosis, hints=hints_of(function), **base
        )
    return Outcome(status="fault", message=f"{type(error).__name__}: {error}"[:500], **base)


def sentence_of(function: object, name: str) -> str:
    """Return the first line of a check's docstring, or its name as words."""
    text = (getattr(function, "__doc__", None) or "").strip().partition("\n")[0].rstrip(".")
    return text or name.removeprefix("test_").replace("_", " ")


def _sentence(text: str) -> str:
    text = " ".join(text.split()) or "the result is not what the check's sentence says"
    return text if text[-1] in ".?!" else text + "."


def with_checks(files: Sequence[Path], loop: Callable[[Runner], None]) -> None:
    """Collect the check files once and call ``loop`` with a runner for them."""
    files = [path.resolve() for path in files]
    runner = Runner(files, loop)
    options = ["-c", os.devnull, "--rootdir", str(Path(__file__).parent.parent), "--noconftest", "--assert=plain"]
    options += ["--import-mode=importlib", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:logging"]
    options += ["-p", "no:faulthandler", "-p", "no:capture", "-W", "ignore", "--disable-plugin-autoload"]
    # These two collect garbage several times at the end of a session: half a second with torch loaded.
    options += ["-p", "no:unraisableexception", "-p", "no:threadexception"]
    noise = io.StringIO()
    with contextlib.redirect_stderr(noise):
        code = pytest.main([*options, *map(str, files)], plugins=[runner])
    if runner.failure is not None:
        raise runner.failure
    usable = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
    if code not in usable or len(runner.items) < len(set(files)):
        missing = [path for path in files if path not in runner.items]
        said = runner.broken or noise.getvalue()[-500:]
        raise CheckFault(f"checks cannot be collected: {', '.join(map(str, missing))} {said}")


def check_answer(files: Sequence[Path], answer: Answer, seed: str = "0") -> list[Outcome]:
    """Run the checks of the files once."""
    outcomes: list[Outcome] = []
    with_checks(files, lambda runner: outcomes.extend(runner.run(files, answer, seed)))
    return outcomes
