"""Automatic mutants of a reference solution: one small mistake each, of the kinds that students make.

A mutant that no check rejects shows a gap: add a check, or say in ``equivalent.yaml`` why it computes the same.
"""

import ast
import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.authoring.mutations import mutations
from autograder.authoring.parts import BEGIN, END, Solution


@dataclass(frozen=True)
class Mutant:
    """The reference with one mistake in it."""

    kind: str
    change: str
    """The changed lines, as ``before → after``."""
    text: str
    """The whole file."""

    @property
    def id(self) -> str:
        """Return a short name that stays while the changed lines stay."""
        return hashlib.sha256(self.change.encode()).hexdigest()[:8]


def mutants_of(solution: Solution) -> list[Mutant]:
    """Return every mutant of what students write, each once, in the order of the lines."""
    tree = ast.parse(solution.text)
    before = ast.unparse(tree)
    spans = list(_regions(solution.text))
    found: dict[str, Mutant] = {}
    for kind in mutations(tree, lambda node: _inside(node, spans)):
        text = ast.unparse(ast.fix_missing_locations(tree))
        if text != before and text not in found:
            found[text] = Mutant(kind, _change(before, text), text)
    return _apart(list(found.values()))


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield first and last line of each region between the two solution lines."""
    start = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == BEGIN:
            start = number
        elif line.strip() == END:
            yield start, number


def _inside(node: ast.AST, spans: list[tuple[int, int]]) -> bool:
    line = getattr(node, "lineno", 0)
    return any(first < line < last for first, last in spans)


def _change(before: str, after: str) -> str:
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    gone = [line[2:].strip() for line in lines if line.startswith("- ")]
    come = [line[2:].strip() for line in lines if line.startswith("+ ")]
    return f"{' ⏎ '.join(gone) or '(nothing)'} → {' ⏎ '.join(come) or '(nothing)'}"


def _apart(mutants: list[Mutant]) -> list[Mutant]:
    """Number the changes that read alike, such as the same slip on two equal lines."""
    seen: dict[str, int] = {}
    result = []
    for mutant in mutants:
        seen[mutant.change] = seen.get(mutant.change, 0) + 1
        count = seen[mutant.change]
        change = mutant.change if count == 1 else f"{mutant.change} ({count})"
        result.append(Mutant(mutant.kind, change, mutant.text))
    return result
