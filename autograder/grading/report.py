"""The class report of a chapter: one self-contained page."""

import statistics
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.book import Book, HandGraded, gradebook
from autograder.grading.setup import chapter_facts, setup_for
from autograder.grading.store import Store, write_atomically
from autograder.judge.jobs import Result
from autograder.manifest import Chapter
from autograder.verdict import Verdict

BINS = 10


@dataclass(frozen=True)
class CheckRow:
    """How a check went over the class."""

    exercise: str
    sentence: str
    hidden: bool
    failed: int
    tried: int
    """Submissions in which the function was written at all."""

    @property
    def rate(self) -> float:
        return self.failed / self.tried if self.tried else 0.0


@dataclass(frozen=True)
class MistakeRow:
    """A known mistake and who makes it."""

    exercise: str
    sentence: str
    students: tuple[str, ...]


def write_report(course: Course, chapter: str) -> Path:
    """Write report/<chapter>.html from the stored results; raise FathomError if nothing was graded."""
    facts = chapter_facts(course, chapter)
    results = list(Store(course, setup_for(course, chapter)).results())
    if not results:
        raise FathomError(chapter, "has no graded submissions yet", f"fathom grade {chapter[:4]}")
    path = course.root / "report" / f"{chapter}.html"
    path.parent.mkdir(exist_ok=True)
    written: dict[str, HandGraded] = {}
    if facts.questions:
        with gradebook(course) as opened:
            written = Book(course, facts.name, opened).by_hand()
    write_atomically(path, render(course, facts, results, written))
    return path


def render(course: Course, facts: Chapter, results: list[Result], written: dict[str, HandGraded]) -> str:
    """Return the page; everything from students is escaped.

    ``written`` is what the gradebook says of each student of a chapter with questions.
    """
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("autograder", "grading"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    scores = [result.score for result in results if not result.needs_human]
    return environment.get_template("report.html.j2").render(
        course=course,
        chapter=facts,
        results=sorted(results, key=lambda result: (-result.score, result.student)),
        histogram=histogram(scores, facts.exercise_points),
        median=round(statistics.median(scores), 2) if scores else 0.0,
        checks=checks_by_failure(facts, results),
        mistakes=known_mistakes(results),
        slowest=slowest_answers(results)[:8],
        humans=[result for result in results if result.needs_human],
        noted=[result for result in results if result.repairs or result.notes],
        share=share,
        written=written,
        unread=sum(points is None for graded in written.values() for points in graded.answers.values()),
    )


def known_mistakes(results: list[Result]) -> list[MistakeRow]:
    """Return the known mistakes that answers behave like, the most common first."""
    students: dict[tuple[str, str], list[str]] = {}
    for result in results:
        for name, verdict in result.verdicts.items():
            for found in verdict.misconceptions:
                students.setdefault((name, found.sentence), []).append(result.student)
    rows = [MistakeRow(name, sentence, tuple(sorted(who))) for (name, sentence), who in students.items()]
    return sorted(rows, key=lambda row: (-len(row.students), row.exercise, row.sentence))


def slowest_answers(results: list[Result]) -> list[tuple[float, str, str]]:
    """Return seconds, student and exercise of every answer, slowest first: the time its checks took."""
    answers = [
        (sum(outcome.seconds for outcome in verdict.outcomes), result.student, name)
        for result in results
        for name, verdict in result.verdicts.items()
    ]
    return sorted(answers, reverse=True)


def share(verdict: Verdict | None) -> float | None:
    """Return the part of an exercise's points that was earned, None where there is no verdict."""
    return verdict.score / verdict.points if verdict is not None and verdict.points else None


def histogram(scores: list[float], most: float) -> list[dict[str, Any]]:
    """Return bars over equal parts of the points, the last one including full points."""
    counts = [0] * BINS
    for score in scores:
        counts[min(int(BINS * score / most), BINS - 1) if most else 0] += 1
    tallest = max(counts) or 1
    return [
        {"low": most * i / BINS, "high": most * (i + 1) / BINS, "count": count, "height": count / tallest}
        for i, count in enumerate(counts)
    ]


def checks_by_failure(facts: Chapter, results: list[Result]) -> list[CheckRow]:
    """Return every check with its failures among the answers that were written, worst first."""
    rows = []
    for exercise in facts.exercises:
        verdicts = [result.verdicts[exercise.id] for result in results if exercise.id in result.verdicts]
        written = [v for v in verdicts if not all(o.status == "unwritten" for o in v.outcomes)]
        names = {o.check: o for verdict in verdicts for o in verdict.outcomes}
        for name, sample in names.items():
            outcomes = [o for verdict in written for o in verdict.outcomes if o.check == name]
            failed = sum(o.status in ("failed", "unwritten") for o in outcomes)
            rows.append(CheckRow(exercise.id, sample.sentence, sample.hidden, failed, len(outcomes)))
    return sorted((row for row in rows if row.failed), key=lambda row: -row.rate)
