"""page.md: the prose and given cells of a chapter's notebook, in order.

Markdown runs until a fence or a line ``{exercise} softmax`` or ``{question} why_softmax``. A fence
```` ```python ```` is a given cell that grading runs too (definitions that answers rely on);
```` ```python demo ```` is one that grading skips (plots, demonstrations). Other fences stay part of the markdown.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from autograder.errors import PartsError

Kind = Literal["markdown", "given", "demo", "exercise", "question"]
PLACES: dict[str, Kind] = {"exercise": "exercise", "question": "question"}
"""What a line with braces puts there."""
LINE = re.compile(r"^\{(\w+)\}\s*(\S*)\s*$")


@dataclass(frozen=True)
class Block:
    """One piece of a page: markdown, a given cell, or the place of an exercise or question."""

    kind: Kind
    text: str

    def source(self) -> str:
        """Return the block as it stands in page.md."""
        if self.kind == "markdown":
            return self.text
        if self.kind in PLACES:
            return f"{{{self.kind}}} {self.text}"
        return f"```python{' demo' if self.kind == 'demo' else ''}\n{self.text}\n```"


@dataclass(frozen=True)
class Page:
    """A chapter's page."""

    path: Path
    blocks: tuple[Block, ...]

    @cached_property
    def exercises(self) -> list[str]:
        """Return the names of the exercises in order; each must have a folder beside the page."""
        names = self._named("exercise")
        for name in names:
            if not (self.path.parent / name).is_dir():
                raise PartsError(
                    self.path,
                    f"names the exercise {name!r}, which has no folder",
                    f"fathom new {self.path.parent.name[:4]} {name}",
                )
        return names

    @cached_property
    def questions(self) -> list[str]:
        """Return the names of the written questions in order."""
        names = self._named("question")
        for name in names:
            if name in self.exercises or name == self.path.stem:
                raise PartsError(
                    self.path, f"gives a question the taken name {name!r}", "give it a name of its own"
                )
        return names

    def _named(self, kind: Kind) -> list[str]:
        names = [block.text for block in self.blocks if block.kind == kind]
        for name in names:
            if names.count(name) > 1:
                raise PartsError(self.path, f"names the {kind} {name!r} twice", "remove one of the lines")
        return names

    def source(self) -> str:
        return "\n\n".join(block.source() for block in self.blocks) + "\n"


def read_page(path: Path) -> Page:
    """Read page.md; raise PartsError."""
    if not path.is_file():
        raise PartsError(path, "is missing", f"fathom new {path.parent.name[:4]} EXERCISE")
    return Page(path, tuple(_blocks(path, path.read_text(encoding="utf-8"))))


def _blocks(path: Path, text: str) -> list[Block]:
    blocks: list[Block] = []
    prose: list[str] = []
    code: list[str] | None = None
    kind: Kind = "given"
    other_fence = False

    def close_prose() -> None:
        if words := "\n".join(prose).strip():
            blocks.append(Block("markdown", words))
        prose.clear()

    for number, line in enumerate(text.splitlines(), 1):
        if code is not None:
            if line.rstrip() == "```":
                blocks.append(Block(kind, "\n".join(code).strip("\n")))
                code = None
            else:
                code.append(line)
        elif line.startswith("```python") and not other_fence:
            words = line.removeprefix("```python").split()
            if words not in ([], ["demo"]):
                raise PartsError(
                    f"{path}:{number}", f"unknown kind of cell {' '.join(words)!r}", 'write "demo" or nothing'
                )
            close_prose()
            code, kind = [], "demo" if words else "given"
        elif (match := LINE.match(line)) and not other_fence:
            if match[1] not in PLACES or not match[2]:
                mend = "write {exercise} NAME or {question} NAME"
                raise PartsError(f"{path}:{number}", f"cannot read {line!r}", mend)
            close_prose()
            blocks.append(Block(PLACES[match[1]], match[2]))
        else:
            if line.startswith("```"):
                other_fence = not other_fence
            prose.append(line)
    if code is not None:
        raise PartsError(path, "a ```python fence is never closed", "add a line with ```")
    close_prose()
    return blocks
