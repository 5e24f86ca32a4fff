"""The grading bar and what is said at the end; plain lines where there is no terminal."""

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.grading.classroom import Graded
from autograder.judge.grade import Result


class GradingBar:
    """A live bar with counts of full, partial, zero and for-a-human."""

    def __init__(self, chapter: str) -> None:
        self.console = Console(highlight=False)
        self.counts = {"full": 0, "partial": 0, "zero": 0, "for a human": 0}
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self.progress = Progress(
            *columns,
            TextColumn("{task.fields[counts]}"),
            console=self.console,
            disable=not self.console.is_terminal,
        )
        self.chapter = chapter
        self.task: TaskID | None = None

    def __enter__(self) -> "GradingBar":
        self.progress.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.progress.stop()

    def show(self, result: Result, done: int, total: int) -> None:
        """Count one more submission."""
        self.counts[kind_of(result)] += 1
        if self.task is None:
            self.task = self.progress.add_task(self.chapter, total=total, counts="")
        words = ", ".join(f"{count} {name}" for name, count in self.counts.items() if count)
        self.progress.update(self.task, completed=done, total=total, counts=words)

    def summary(self, graded: Graded) -> None:
        """Say how many were graded, what was put right and what a human should look at."""
        words = ", ".join(f"{count} {name}" for name, count in self.counts.items() if count)
        self.console.print(
            f"{self.chapter}: {len(graded.results)} submissions ({graded.fresh} graded now): {words}",
            soft_wrap=True,
        )
        for title, results in (("Put right or noted", graded.noted), ("For a human", graded.for_a_human)):
            if results:
                table = Table("student", "score", title=title, title_justify="left")
                table.add_column("why", overflow="fold")
                for result in results:
                    reason = result.needs_human or "; ".join(result.notes)
                    table.add_row(escape(result.student), f"{result.score:g}", escape(reason))
                self.console.print(table)


def kind_of(result: Result) -> str:
    """Return the word that counts a result."""
    if result.needs_human:
        return "for a human"
    if result.score <= 0:
        return "zero"
    full = all(verdict.score >= verdict.points for verdict in result.verdicts.values())
    return "full" if full else "partial"
