"""Written questions: one file each beside page.md, with the question, a model answer and the rubric."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from autograder.authoring.page import read_page
from autograder.authoring.parts import read_head
from autograder.errors import PartsError
from autograder.manifest import QuestionFacts

ANSWER, RUBRIC = "## Answer", "## Rubric"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
ITEM = re.compile(r"^- +", re.MULTILINE)
WORTH = re.compile(r"(?P<points>\d+(?:\.\d+)?): +(?P<text>\S.*)", re.DOTALL)
LEAST_SECRET = 20
SHAPE = """\
write the file like this:
---
title: Three words
section: "4.1"
points: 2
---
What students read.

## Answer

What a full answer says, in a few sentences.

## Rubric

- 1: names the one thing
- 1: gives the reason for it"""


class QuestionHead(BaseModel):
    """The YAML head of a question's file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    section: str
    points: float


@dataclass(frozen=True)
class Question:
    """One question's file and its text."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def chapter(self) -> str:
        return self.path.parent.name

    @property
    def cell_id(self) -> str:
        """Id and grade id of the cell that asks."""
        return f"question-{self.name}"[:64]

    @property
    def answer_id(self) -> str:
        """Id and grade id of the cell for the answer."""
        return f"answer-{self.name}"[:64]

    @cached_property
    def _parts(self) -> tuple[str, QuestionHead, str, str, str]:
        """Return the head as it is written and as it is read, statement, answer and rubric."""
        written, head, body = read_head(self.path, self.text, QuestionHead, SHAPE)
        statement, _, rest = body.partition(f"\n{ANSWER}\n")
        answer, _, rubric = rest.partition(f"\n{RUBRIC}\n")
        statement, answer, rubric = statement.strip(), answer.strip(), rubric.strip()
        for part, words in (("question", statement), (ANSWER, answer), (RUBRIC, rubric)):
            if not words:
                raise PartsError(self.path, f"has no {part}", SHAPE)
        return written, head, statement, answer, rubric

    @property
    def head(self) -> QuestionHead:
        return self._parts[1]

    @property
    def statement(self) -> str:
        return self._parts[2]

    @property
    def answer(self) -> str:
        return self._parts[3]

    @property
    def rubric(self) -> str:
        return self._parts[4]

    @cached_property
    def items(self) -> tuple[tuple[float, str], ...]:
        """Return the rubric's items as points and text; they sum to the question's points."""
        before, *entries = ITEM.split(self.rubric)
        found = [WORTH.match(entry) for entry in entries]
        if before.strip() or not entries or None in found:
            odd = before.strip() or next((e for e, match in zip(entries, found, strict=True) if not match), "")
            said = f"has a rubric that is no list of items with points: {' '.join(odd.split())[:60]!r}"
            raise PartsError(
                self.path, said, 'begin each item with its points, as in "- 1: names the majority class"'
            )
        items = tuple((float(match["points"]), " ".join(match["text"].split())) for match in found if match)
        total = sum(points for points, _ in items)
        if abs(total - self.head.points) > 1e-9:
            raise PartsError(
                self.path,
                f"has a rubric of {total:g} points for a question of {self.head.points:g}",
                "let the points of the items sum to the points in the head",
            )
        return items

    @property
    def facts(self) -> QuestionFacts:
        """Return what students may see of this question."""
        return QuestionFacts(id=self.name, **self.head.model_dump())

    def edited(self, **changes: str) -> "Question":
        """Return the question with another statement, answer or rubric; raise PartsError if it cannot be used."""
        head, _, statement, answer, rubric = self._parts
        parts = {"statement": statement, "answer": answer, "rubric": rubric}
        if parts | changes == parts:  # spacing alone is no edit
            return self
        parts |= changes
        text = f"{parts['statement']}\n\n{ANSWER}\n\n{parts['answer']}\n\n{RUBRIC}\n\n{parts['rubric']}\n"
        question = Question(self.path, f"---\n{head}\n---\n{text}")
        _ = question.items
        return question

    def secret_lines(self) -> Iterator[str]:
        """Yield the lines of answer and rubric that would give something away."""
        for line in [*self.answer.splitlines(), *self.rubric.splitlines(), *(text for _, text in self.items)]:
            text = line.strip().removeprefix("- ")
            if len(text) >= LEAST_SECRET and text not in self.statement:
                yield text


def read_question(path: Path) -> Question:
    """Read and check one question's file; raise PartsError."""
    if not NAME.fullmatch(path.stem):
        raise PartsError(path.with_name("page.md"), f"cannot name a question {path.stem!r}", "use a_name_like_this")
    if not path.is_file():
        raise PartsError(path, f"is missing, and page.md asks the question {path.stem!r}", SHAPE)
    question = Question(path, path.read_text(encoding="utf-8"))
    _ = question.items
    return question


def questions_of(home: Path) -> list[Question]:
    """Return the questions of a chapter's folder in the order of page.md."""
    return [read_question(home / f"{name}.md") for name in read_page(home / "page.md").questions]
