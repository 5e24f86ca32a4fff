"""The grading bar and what is said at the end; plain lines where there is no terminal."""

import time
import unicodedata

from rich.console import Console
from rich.markup import escape as escape_markup
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.grading.classroom import Graded
from autograder.judge.jobs import Result

COUNTED = ("full", "partial", "zero", "repaired", "for a human")
PLAIN_EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


class GradingBar:
    """A live bar with rate, time left and counts; a line now and then where nobody watches."""

    def __init__(self, chapter: str, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False)
        self.counts = dict.fromkeys(COUNTED, 0)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self.progress = Progress(
            *columns,
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[counts]}"),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.chapter = chapter
        self.task: TaskID | None = None
        self.started = self.said = time.monotonic()

    def __enter__(self) -> "GradingBar":
        self.progress.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.progress.stop()

    def show(self, result: Result, done: int, total: int) -> None:
        """Count one more submission."""
        self.counts[kind_of(result)] += 1
        self.counts["repaired"] += bool(result.repairs)
        now = time.monotonic()
        rate = f"{done / max(now - self.started, 1e-3):.1f}/s"
        if self.task is None:
            self.task = self.progress.add_task(self.chapter, total=total, counts="", rate="")
        self.progress.update(self.task, completed=done, total=total, counts=self.words, rate=rate)
        if not self.console.is_terminal and now - self.said > PLAIN_EVERY:
            self.said = now
            self.console.print(f"{self.chapter}: {done} of {total}, {rate}: {self.words}", soft_wrap=True)

    @property
    def words(self) -> str:
        """Return the counts that are not zero."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count)

    def summary(self, graded: Graded) -> None:
        """Say how many were graded, what was put right, what moved and what a human should look at."""
        known = f"{len(graded.results)} submissions ({graded.fresh} graded now)"
        self.console.print(f"{self.chapter}: {known}: {self.words}", soft_wrap=True)
        if graded.outdated:
            self.console.print(
                f"{graded.outdated} of them come from earlier checks and were left as they are\n"
                f"  next: fathom grade {self.chapter[:4]} --regrade",
                soft_wrap=True,
            )
        self._list("Put right or noted", [(r, "; ".join(r.repairs + r.notes)) for r in graded.noted])
        self._list("For a human", [(result, result.needs_human) for result in graded.for_a_human])
        if graded.unread:
            many = f"{graded.unread} written answers wait" if graded.unread > 1 else "1 written answer waits"
            self.console.print(f"{many} to be read by a human\n  next: fathom lab . and choose Formgrader there")
        if graded.moved:
            table = Table("student", "before", "after", title="Grades that moved", title_justify="left")
            table.add_column("why", overflow="fold")
            for change in sorted(graded.moved, key=lambda change: change.after - change.before):
                table.add_row(escape(change.student), f"{change.before:g}", f"{change.after:g}", escape(change.why))
            self.console.print(table)

    def _list(self, title: str, rows: list[tuple[Result, str]]) -> None:
        if rows:
            table = Table("student", "score", title=title, title_justify="left")
            table.add_column("why", overflow="fold")
            for result, reason in rows:
                table.add_row(escape(result.student), f"{result.score:g}", escape(reason))
            self.console.print(table)


def escape(text: str) -> str:
    """Return text of students as it is safe in a terminal: neither markup nor a character that steers it."""
    return escape_markup("".join(" " if unicodedata.category(c) == "Cc" else c for c in text))


def kind_of(result: Result) -> str:
    """Return the word that counts a result."""
    if result.needs_human:
        return "for a human"
    if result.score <= 0:
        return "zero"
    full = all(verdict.score >= verdict.points for verdict in result.verdicts.values())
    return "full" if full else "partial"
