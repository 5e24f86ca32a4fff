"""Results on disk, by content: what was graded is never graded twice, and a killed run resumes.

One file per student and chapter under .fathom/results/, written atomically. Its key is a digest of the
submission's cells, every check and fact of the chapter, the engine's version and the seeds' secret.
"""

import dataclasses
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

import autograder
from autograder.course import Course
from autograder.judge.grade import Job, Result
from autograder.judge.lanes import Setup

_RESULT = TypeAdapter(Result)


def course_secret(course: Course) -> str:
    """Return the secret that seeds derive from, making it on first use."""
    path = course.root / course.secret_file
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, secrets.token_hex(16))
    return path.read_text(encoding="utf-8").strip()


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one, never half of it."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


class Store:
    """The results of one chapter."""

    def __init__(self, course: Course, setup: Setup) -> None:
        self.folder = course.root / ".fathom" / "results" / setup.chapter.name
        digest = hashlib.sha256(autograder.__version__.encode())
        digest.update(f"{setup.secret}\0{setup.budgets}\0{setup.chapter.model_dump_json()}".encode())
        for paths in setup.checks.values():
            for path in paths:
                digest.update(path.read_bytes() + b"\0")
        self._base = digest.hexdigest()

    def key(self, job: Job) -> str:
        return hashlib.sha256(f"{self._base}\0{dataclasses.asdict(job)!r}".encode()).hexdigest()

    def get(self, job: Job) -> Result | None:
        """Return the stored result of exactly this submission, or None; what a human should see is tried again."""
        found = self._read(self.folder / f"{job.student}.json")
        if found is None or found[0] != self.key(job) or found[1].needs_human:
            return None
        return found[1]

    def put(self, job: Job, result: Result) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        facts = {"key": self.key(job), "result": _RESULT.dump_python(result, mode="json")}
        write_atomically(self.folder / f"{job.student}.json", json.dumps(facts, indent=1))

    def all(self) -> Iterator[Result]:
        """Yield the stored results of the chapter by student."""
        for path in sorted(self.folder.glob("*.json")):
            if (found := self._read(path)) is not None:
                yield found[1]

    @staticmethod
    def _read(path: Path) -> tuple[str, Result] | None:
        try:
            facts = json.loads(path.read_text(encoding="utf-8"))
            return facts["key"], _RESULT.validate_python(facts["result"])
        except (OSError, ValueError, KeyError, TypeError, ValidationError):
            return None  # missing or damaged: it is graded again
