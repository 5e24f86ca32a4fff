"""Finds a submission's written answers and puts each below its question, whatever was done to the cells.

A cell is a question if the question's heading stands in it, or by its grade id; an answer by its grade id, or as
text of the student's below the question. What a student wrote into the question's cell is part of the answer.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from nbformat import NotebookNode

from autograder.grading.pieces import Piece, claim
from autograder.grading.python_cells import compiles, names_bound
from autograder.grading.template import Asked, Template, bare

MOST_LINES = 2_000
"""A longer text is kept whole: telling the question from it takes time with the square of its length."""


@dataclass
class Found:
    """What a submission holds of one question, by the places of cells."""

    asked: Asked
    questions: list[int] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    """Cells that say they are for the answer."""
    below: list[int] = field(default_factory=list)
    """Text of the student's own."""
    texts: dict[int, str] = field(default_factory=dict)
    """What the student wrote."""

    @property
    def places(self) -> list[int]:
        return sorted({*self.questions, *self.answers, *self.below})


def written_answers(
    cells: list[NotebookNode], template: Template, repairs: list[str]
) -> tuple[dict[int, list[Piece]], list[Asked]]:
    """Return what stands in place of the cells that belong to questions, and the questions that are not there."""
    pieces: dict[int, list[Piece]] = {}
    missing: list[Asked] = []
    for found in _found(cells, template):
        if not found.places:
            missing.append(found.asked)
            continue
        text, pictures = _answer(found, cells, template)
        repairs += _said(found, cells, template)
        pieces |= {place: [] for place in found.places}
        pieces[found.places[0]] = _pair(found.asked, text, pictures)
    return pieces, missing


def put_back(pieces: list[Piece], missing: list[Asked], repairs: list[str]) -> None:
    """Insert the questions that are missing, each below the released code cell that it followed."""
    for asked in reversed(missing):
        at = next((index + 1 for index, piece in enumerate(pieces) if piece.released == asked.below), 0)
        pieces[at:at] = _pair(asked)
    names = [asked.name for asked in missing]
    repairs += [f"the question {name} and the cell for its answer were missing and were put back" for name in names]


def _pair(asked: Asked, answer: str = "", pictures: NotebookNode | None = None) -> list[Piece]:
    """Return the two cells of a question; an answer left empty is the stub again, which earns 0 unread."""
    question, below = copy.deepcopy(asked.question), copy.deepcopy(asked.answer)
    below.source = answer or below.source
    if pictures:
        below.attachments = pictures
    return [Piece(cell, claim(cell), claim(cell), runs=False) for cell in (question, below)]


def _found(cells: list[NotebookNode], template: Template) -> list[Found]:
    every = [Found(asked) for asked in template.questions]
    taken: set[int] = set()
    for found in every:
        for index, cell in enumerate(cells):
            places = _role(cell, found, template)
            if places is not None and index not in taken:
                places.append(index)
                taken.add(index)
    for found in every:
        found.below = _below(cells, found, taken, template)
        taken.update(found.below)
    return every


def _role(cell: NotebookNode, found: Found, template: Template) -> list[int] | None:
    """Return the places that a cell belongs to: what it holds counts first, its grade id second."""
    asked = found.asked
    if not names_bound(cell.source).isdisjoint(template.exercises):
        return None
    claimed = {asked.question_id: found.questions, asked.answer_id: found.answers}.get(claim(cell))
    if _asks(cell.source, asked) and (claimed is not None or _is_words(cell)):
        return found.questions if claimed is None else claimed
    return claimed if not template.is_code(cell) else None


def _asks(source: str, asked: Asked) -> bool:
    return asked.heading in source and asked.heading in (line.rstrip() for line in source.split("\n"))


def _is_words(cell: NotebookNode) -> bool:
    return cell.cell_type != "code" or not compiles(cell.source)


def _below(cells: list[NotebookNode], found: Found, taken: set[int], template: Template) -> list[int]:
    """Return where text of the student's own stands below a question, up to the next cell that was handed out."""
    above = [index for index, cell in enumerate(cells) if {bare(cell.source), claim(cell)} & found.asked.above]
    start = found.places[0] if found.places else max(above, default=len(cells))
    below: list[int] = []
    for index in range(start + 1, len(cells)):
        cell = cells[index]
        if index in found.places:
            continue
        if index in taken or template.is_code(cell) or template.is_prose(cell):
            break
        if cell.source.strip() and _is_words(cell):
            below.append(index)
    return below


def _answer(found: Found, cells: list[NotebookNode], template: Template) -> tuple[str, NotebookNode]:
    """Return the text of an answer and its pictures."""
    pictures = NotebookNode()
    for place in found.places:
        text = _own_text(cells[place].source, found, place, template)
        if not text or text in found.texts.values():  # a copy says nothing new
            continue
        for name, picture in cells[place].get("attachments", {}).items():
            own = name if pictures.get(name, picture) == picture else f"{place}-{name}"
            text = text.replace(f"attachment:{name}", f"attachment:{own}")
            pictures[own] = picture
        found.texts[place] = text
    return "\n\n".join(found.texts.values()), pictures


def _own_text(source: str, found: Found, place: int, template: Template) -> str:
    """Return what a student wrote into a cell of a question: neither the question nor the stub."""
    asked = found.asked
    if place in found.questions or _asks(source, asked):
        source = _without(asked.question.source, source, template)
    lines = source.split("\n")
    if lines[0].strip() == asked.stub:
        lines = lines[1:]
    text = "\n".join(lines).strip("\n").rstrip()
    return "" if text.strip() == asked.stub else text


def _without(question: str, source: str, template: Template) -> str:
    """Return the lines of a cell that are neither the question's nor, in a merged cell, of prose handed out."""
    for prose in template.prose:
        source = source.replace(prose, "")
    lines, given = source.split("\n"), [line.rstrip() for line in question.split("\n")]
    if len(lines) > MOST_LINES:
        return source
    matcher = SequenceMatcher(None, given, [line.rstrip() for line in lines], autojunk=False)
    added = [code for code in matcher.get_opcodes() if code[0] in ("insert", "replace")]
    return "\n".join(line for _, _, _, start, end in added for line in lines[start:end]).strip("\n")


def _said(found: Found, cells: list[NotebookNode], template: Template) -> Iterator[str]:
    """Yield what was put right, for the student to know."""
    name, texts = found.asked.name, found.texts
    stripped = not any(claim(cell) in template.cells for cell in cells)
    if not found.questions and not any(_asks(cells[place].source, found.asked) for place in found.answers):
        yield f"the question {name} was missing and was put back"
    if not (found.answers or texts or stripped):
        yield f"the cell for the answer to {name} was missing and was put back"
    for place in texts:
        if place in found.answers and cells[place].cell_type != "markdown":
            yield f"cell {place + 1} was no text cell any more and was read as one, for it answers {name}"
    where = ", ".join(f"cell {place + 1}" for place in texts)
    if len(texts) > 1:
        yield f"the answer to {name} stood in several cells ({where}) and was joined"
    elif texts.keys() & set(found.questions):
        yield f"the answer to {name} was found in {where}, the question's own"
    elif texts.keys() & set(found.below) and not stripped:
        yield f"the answer to {name} was found in {where}, outside its own cell"
