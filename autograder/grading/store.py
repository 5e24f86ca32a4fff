"""Results on disk, by content: what was graded is never graded twice, and a killed run resumes.

One file per student and chapter under .fathom/results/, written atomically. It says what exactly was judged: a
digest of the submission's cells, and for each exercise one of its checks, facts, budgets, seed and the engine.
"""

import dataclasses
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import autograder
from autograder.course import Course
from autograder.judge.jobs import Job, Result, Setup

_RESULT = TypeAdapter(Result)


def course_secret(course: Course) -> str:
    """Return the secret that seeds derive from, making it on first use."""
    path = course.root / course.secret_file
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, secrets.token_hex(16), mode=0o600)
    return path.read_text(encoding="utf-8").strip()


def write_atomically(path: Path, text: str, mode: int = 0o644) -> None:
    """Write a file so that a reader sees the old text or the new one, never half of it."""
    temporary = path.with_name(f".{path.name}.new")  # what a killed process left is written over
    temporary.unlink(missing_ok=True)
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None  # a full disk names no file


@cache
def _engine() -> str:
    """Return a digest of the code that judges: a verdict of another engine may differ."""
    home = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for part in ("*.py", "candidate/*.py", "judge/*.py", "toolkit/**/*.py"):
        for path in sorted(set(home.glob(part)) - {home / "cli.py"}):
            digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclasses.dataclass(frozen=True)
class Stored:
    """A result and what exactly it is the result of."""

    submission: str
    exercises: dict[str, str]
    result: Result


class Store:
    """The results of one chapter."""

    def __init__(self, course: Course, setup: Setup) -> None:
        self.folder = course.root / ".fathom" / "results" / setup.chapter.name
        self.keys = {facts.id: _exercise_key(setup, facts.id) for facts in setup.chapter.exercises}

    def get(self, student: str) -> Stored | None:
        """Return what is stored of a student; None if nothing is, or if the file is damaged."""
        return self._read(self.folder / f"{student}.json")

    def put(self, job: Job, result: Result, earlier: dict[str, str] | None = None) -> None:
        """Keep a result; ``earlier`` says by which checks the verdicts came about that it took over."""
        self.folder.mkdir(parents=True, exist_ok=True)
        keys = self.keys | (earlier or {})
        facts = {
            "submission": submission_key(job),
            "exercises": {name: keys[name] for name in result.verdicts},
            "result": _RESULT.dump_python(result, mode="json"),
        }
        write_atomically(self.folder / f"{job.student}.json", json.dumps(facts, indent=1))

    def sweep(self) -> None:
        """Remove what a killed process left half written."""
        for path in self.folder.glob(".*.new"):
            path.unlink(missing_ok=True)

    def results(self) -> Iterator[Result]:
        """Yield the stored results of the chapter by student."""
        for path in sorted(self.folder.glob("*.json")):
            if (found := self._read(path)) is not None:
                yield found.result

    @staticmethod
    def _read(path: Path) -> Stored | None:
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            result = _RESULT.validate_python(facts["result"])
            return Stored(str(facts["submission"]), dict(facts["exercises"]), result)
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None  # missing or damaged: it is graded again


def submission_key(job: Job) -> str:
    """Return a digest of what was handed in, as the judge sees it."""
    return hashlib.sha256(repr(dataclasses.replace(job, only=None)).encode(errors="replace")).hexdigest()


def _exercise_key(setup: Setup, exercise: str) -> str:
    facts = setup.chapter.exercise(exercise)
    digest = hashlib.sha256(f"{_engine()}\0{setup.secret}\0{setup.budgets}\0{facts.model_dump_json()}".encode())
    for path in setup.checks[exercise]:
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
