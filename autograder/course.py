"""course.yaml: the facts of a course, parsed once; unknown keys are errors."""

import datetime
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from autograder.errors import CourseError, UnknownExercise

FILE = "course.yaml"
KIT = Path(__file__).parents[1]


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ChapterEntry(_Frozen):
    """One chapter of the course, with or without exercises yet."""

    name: str = Field(pattern=r"^ch\d\d_[a-z0-9_]+$")
    title: str
    due: datetime.datetime | None = None
    weight: float = 1.0
    leave_out: tuple[str, ...] = ()
    """Exercises of the chapter that this course does not set."""

    @property
    def number(self) -> int:
        return int(self.name[2:4])


class Grading(_Frozen):
    """How submissions are run."""

    sandbox: Literal["strong", "weak"] = "strong"
    call_seconds: float = 10.0
    check_seconds: float = 20.0
    cell_seconds: float = 20.0
    submission_seconds: float = 300.0
    memory_gib: float = 3.0
    """What a submission may take beyond the 0.3 GiB of a warm lane."""


class Course(_Frozen):
    """A course: its chapters in order and how it is graded."""

    title: str
    chapters: tuple[ChapterEntry, ...]
    grading: Grading = Grading()
    secret_file: str = ".fathom/secret"
    """File with the secret that checks' seeds derive from, made on first use, relative to the course."""
    root: Path = Field(default=Path("."), exclude=True)

    @classmethod
    def load(cls, start: Path | None = None) -> "Course":
        """Read course.yaml from ``start`` or the nearest folder above it; raise CourseError."""
        start = (start or Path.cwd()).resolve()
        for folder in (start, *start.parents):
            if (folder / FILE).is_file():
                return cls.read(folder / FILE)
        raise CourseError(start, f"no {FILE} here or in any folder above", "cd to the course")

    @classmethod
    def read(cls, path: Path) -> "Course":
        try:
            facts = yaml.safe_load(path.read_text(encoding="utf-8"))
        except yaml.YAMLError as error:
            raise CourseError(path, f"is not YAML: {' '.join(str(error).split())}", f"edit {path.name}") from None
        if not isinstance(facts, dict):
            raise CourseError(path, "should be a mapping with title and chapters", f"edit {path.name}")
        try:
            return cls(**{**facts, "root": path.parent})
        except (ValidationError, TypeError) as error:
            raise CourseError(path, explain(error), f"edit {path.name}") from None

    @property
    def reference(self) -> Path:
        """The authored content: the course's own, or for a course that lives elsewhere the kit's."""
        own = self.root / "reference"
        return own if own.is_dir() else KIT / "reference"

    def solved(self, chapter: str) -> Path:
        return self.root / "solutions" / chapter / f"{chapter}.ipynb"

    def released(self, chapter: str) -> Path:
        return self.root / "assignments" / chapter / f"{chapter}.ipynb"

    def submitted(self, student: str, chapter: str) -> Path:
        return self.root / "submitted" / student / chapter / f"{chapter}.ipynb"

    def autograded(self, student: str, chapter: str) -> Path:
        return self.root / "autograded" / student / chapter / f"{chapter}.ipynb"

    def chapter(self, name: str) -> ChapterEntry:
        """Return the chapter called ``ch04`` or ``ch04_linear_classification``."""
        for entry in self.chapters:
            if name in (entry.name, entry.name[:4]):
                return entry
        known = ", ".join(entry.name[:4] for entry in self.chapters)
        raise UnknownExercise(name, f"is no chapter of {FILE}", f"use one of: {known}")

    def built_chapters(self) -> list[ChapterEntry]:
        """Return the chapters that have a page; the others are planned."""
        return [entry for entry in self.chapters if (self.reference / entry.name / "page.md").is_file()]

    def chosen(self, names: list[str] | None) -> list[ChapterEntry]:
        """Return the named chapters, or all that have a page; a planned chapter by name is an error."""
        if not names:
            return self.built_chapters()
        entries = [self.chapter(name) for name in names]
        for entry in entries:
            if entry not in self.built_chapters():
                raise UnknownExercise(
                    entry.name, "is planned and has no page yet", f"fathom new {entry.name[:4]} EXERCISE"
                )
        return entries


def explain(error: Exception) -> str:
    """Return pydantic's findings as one line in words."""
    if not isinstance(error, ValidationError):
        return str(error)
    findings = []
    for item in error.errors():
        place = ".".join(str(part) for part in item["loc"])
        unknown = item["type"] == "extra_forbidden"
        findings.append(f"unknown key {place!r}" if unknown else f"{place or 'the file'}: {item['msg'].lower()}")
    return "; ".join(findings)
