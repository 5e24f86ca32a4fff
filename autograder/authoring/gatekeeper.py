"""Runs the authors' gate over exercises and tells what it found."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

from autograder.authoring import quality
from autograder.authoring.gate import asks_nothing, findings, question_findings
from autograder.authoring.page import read_page
from autograder.authoring.parts import Exercise
from autograder.authoring.proving import Proof


class Gatekeeper:
    """Proves exercises, prints the table and below it everything that an author should mend."""

    def __init__(self, exercises: Sequence[Exercise], seeds: int, jobs: int | None) -> None:
        self.exercises, self.seeds, self.jobs = exercises, seeds, jobs
        self.console = Console(highlight=False)
        if not self.console.is_terminal:
            self.console.width = 180  # a file has room for the table
        self.proved: list[Exercise] = []
        """Those that have both files of checks."""
        self.proofs: list[Proof] = []

    def run(self) -> bool:
        """Prove and tell; return whether nothing was found."""
        found = [list(findings(exercise)) for exercise in self.exercises]
        self.proved = [e for e in self.exercises if e.public_checks.is_file() and e.hidden_checks.is_file()]
        columns = (TextColumn("proving {task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self.console, disable=not self.console.is_terminal) as bar:
            task = bar.add_task("", total=len(self.proved))
            self.proofs = quality.prove_all(
                self.proved,
                seeds=self.seeds,
                jobs=self.jobs,
                progress=lambda proof: bar.update(task, advance=1, description=proof.exercise),
            )
        self._table()
        self._survivors()
        count = self._static(found) + self._questions() + self._proved()
        self.console.print(f"{len(self.proofs)} proved: {count or 'nothing'} to mend", soft_wrap=True)
        return count == 0

    def _table(self) -> None:
        head, *lines = quality.rows(self.proofs)
        table = Table(box=None, pad_edge=False)
        for index, name in enumerate(head):
            table.add_column(name, justify="left" if index == 0 else "right")
        for proof, line in zip(self.proofs, lines, strict=True):
            table.add_row(*map(escape, line), style="red" if proof.findings else None)
        self.console.print(table)

    def _static(self, found: list[list[str]]) -> int:
        for exercise, faults in zip(self.exercises, found, strict=True):
            for fault in faults:
                self.console.print(f"{exercise.chapter[:4]}/{exercise.name}/{fault}", markup=False, soft_wrap=True)
        return sum(map(len, found))

    def _questions(self) -> int:
        """Tell what is wrong with the written questions of chapters that are looked at whole."""
        count = 0
        given = {exercise.folder for exercise in self.exercises}
        for home in dict.fromkeys(exercise.folder.parent for exercise in self.exercises):
            if not given.issuperset(home / name for name in read_page(home / "page.md").exercises):
                continue
            for fault in question_findings(home):
                self.console.print(f"{home.name[:4]}/{fault}", markup=False, soft_wrap=True)
                count += 1
            if asks_nothing(home):
                said = f"{home.name[:4]}/page.md: asks no written question yet, which is no fault but a gap"
                self.console.print(said, markup=False, soft_wrap=True)
        return count

    def _proved(self) -> int:
        for proof in self.proofs:
            for finding in proof.findings:
                self.console.print(f"{proof.exercise}: {finding}", markup=False, soft_wrap=True)
        return sum(len(proof.findings) for proof in self.proofs)

    def _survivors(self) -> None:
        """List the mutants that live, in the form of an entry of equivalent.yaml."""
        for proof in self.proofs:
            for survivor in proof.survivors:
                text = (
                    f"{proof.exercise}: a mutant survives ({survivor.kind}); if it computes the same, write into "
                    f"equivalent.yaml:\n- id: '{survivor.id}'\n  change: {_quoted(survivor.change)}\n  reason:"
                )
                self.console.print(text, markup=False, soft_wrap=True)

    def json(self) -> str:
        return quality.as_json(self.proved, self.proofs)

    def write(self) -> list[Path]:
        """Write docs/quality.md and docs/quality.json; return their paths."""
        quality.MARKDOWN.write_text(quality.markdown(self.proofs), encoding="utf-8")
        quality.JSON.write_text(self.json(), encoding="utf-8")
        return [quality.MARKDOWN, quality.JSON]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
