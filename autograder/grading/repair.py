"""Puts a submitted notebook back in order: what was handed out as it was, what the student wrote where it stood.

Cells are recognised by what they hold first (a check call, a given cell's source, the function that an exercise
asks for) and by their grade id second, for ids, flags, points and tags are the student's to change. The result
holds every released code cell and question with the metadata it was released with, so neither the judge nor
nbgrader ever sees what a student or an editor did to it.
"""

import copy
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from autograder.grading.answers import put_back, written_answers
from autograder.grading.pieces import Piece, claim, joined
from autograder.grading.python_cells import (
    additions,
    compiles,
    definition_inside,
    is_same_code,
    is_unwritten,
    names_bound,
)
from autograder.grading.template import Template
from autograder.reading import make_cell


@dataclass(frozen=True)
class Repaired:
    """A notebook in order, what of it runs, and what was done to it."""

    notebook: NotebookNode
    runs: tuple[tuple[str, str], ...]
    """Label and source of the cells to run, in order."""
    repairs: tuple[str, ...]
    unclear: str = ""
    """Why a human should look for an answer that cannot be run."""


def repair(submitted: NotebookNode, template: Template) -> Repaired:
    """Return the submission in order."""
    repairs: list[str] = []
    written, missing = written_answers(submitted.cells, template, repairs)
    pieces = _recognised(_pieces(submitted, template, written), template)
    pieces = _recognised(joined(pieces, template.exercises, repairs), template)
    pieces = _once(pieces, template, repairs)
    pieces = _changed(pieces, template, repairs)
    stripped = not any(claim(cell) in template.cells for cell in submitted.cells)
    if stripped and pieces:
        repairs.append("the cells had lost what marks them (metadata); they were recognised by what they hold")
    owners = _owners(pieces, template, repairs, stripped=stripped)
    unclear = _unclear(pieces, template)
    _adopt(owners, pieces)
    _run_given_first(pieces, template, repairs)
    _put_back(pieces, template, repairs)
    put_back(pieces, missing, repairs)
    _restore(pieces, template)
    notebook = NotebookNode(template.notebook, metadata=copy.deepcopy(template.notebook.metadata))
    notebook.cells = _with_own_ids([piece.cell for piece in pieces])
    runs = tuple((piece.label, piece.source) for piece in _in_order(pieces, template))
    return Repaired(notebook, runs, tuple(dict.fromkeys(repairs)), unclear)


def _pieces(submitted: NotebookNode, template: Template, written: dict[int, list[Piece]]) -> list[Piece]:
    """Return the submission's cells, its questions in order; text that holds an exercise's answer is code again."""
    pieces: list[Piece] = []
    for number, cell in enumerate(submitted.cells, 1):
        if number - 1 in written:
            pieces += written[number - 1]
            continue
        name = claim(cell) if claim(cell) in template.cells else ""
        label = f"cell {number} ({name})" if name in template.exercises else f"cell {number}"
        if cell.cell_type == "code":
            pieces.append(Piece(cell, label))
        elif name in template.exercises or not names_bound(cell.source).isdisjoint(template.exercises):
            cell = make_cell("code", cell.source, cell.id, cell.metadata)
            pieces.append(Piece(cell, label, retyped=True))
        elif not name:  # others are given or check cells, which are put back
            pieces.append(Piece(_plain(cell), label, runs=False))
    return pieces


def _plain(cell: NotebookNode) -> NotebookNode:
    """Return a text cell without metadata that nbgrader would act on."""
    plain = make_cell("markdown", cell.source, cell.id)
    if "attachments" in cell:
        plain.attachments = cell.attachments
    return plain


def _recognised(pieces: list[Piece], template: Template) -> list[Piece]:
    """Return the pieces; those that are given or check cells say so."""
    for piece in pieces:
        if not piece.is_text and not piece.released and (name := template.recognise(piece.cell)):
            piece.released, piece.runs = name, template.runs(name)
            piece.label = template.piece(name).label
    return pieces


def _once(pieces: list[Piece], template: Template, repairs: list[str]) -> list[Piece]:
    """Return the pieces without second copies of given and check cells."""
    kept: list[Piece] = []
    seen: set[str] = set()
    for piece in pieces:
        if piece.released not in seen:
            kept.append(piece)
        elif template.runs(piece.released):
            repairs.append(f"a second copy of the given cell {piece.released!r} was left out")
        if piece.released:
            seen.add(piece.released)
    return kept


def _changed(pieces: list[Piece], template: Template, repairs: list[str]) -> list[Piece]:
    """Return the pieces; a given or check cell that was changed is as it was, with what was added below it."""
    done: list[Piece] = []
    here = {piece.released for piece in pieces}
    for piece in pieces:
        name = claim(piece.cell)
        if piece.is_text or piece.released or name not in template.cells or name in template.exercises:
            done.append(piece)
            continue
        if name not in here:
            done.append(template.piece(name))
            here.add(name)
        own = _own_part(piece, name, template, repairs)
        if own.source:
            done.append(own)
    return done


def _own_part(piece: Piece, name: str, template: Template, repairs: list[str]) -> Piece:
    """Return what a student put into a given or check cell."""
    if not template.is_given(name):
        repairs.append(f"the check cell {name!r} was changed and was put back; its code runs in {piece.label}")
        return Piece(make_cell("code", piece.source, piece.cell.id), piece.label)
    runs = template.runs(name)
    # The page invites students to play with a demonstration, so what they define there counts and no more is said.
    source = additions(piece.source, template.cells[name].source, defined=not runs)
    if runs:
        kept = "; what you added to it runs too" if source else ""
        repairs.append(f"the given cell {name!r} was changed and runs as it was handed out{kept}")
    return Piece(make_cell("code", source, piece.cell.id), piece.label)


def _owners(pieces: list[Piece], template: Template, repairs: list[str], *, stripped: bool) -> dict[str, Piece]:
    """Return the cell that holds the answer to each exercise, wherever it stands.

    ``stripped`` tells that no cell says any more which one it is.
    """
    owners: dict[str, Piece] = {}
    for name in template.exercises:
        own = [piece for piece in pieces if not piece.released and claim(piece.cell) == name]
        definers = [p for p in pieces if p.runs and not p.released and name in names_bound(p.source)]
        stubs = [piece for piece in definers if _is_stub(piece, name, template)]
        written = [piece for piece in definers if piece not in stubs]
        writers = [piece for piece in written if not piece.retyped] or written
        if writers:
            for idle in stubs + [piece for piece in written if piece not in writers]:
                idle.runs = False  # a stub below the answer would take its place
            _say_where(name, writers, own, repairs, stripped=stripped)
        candidates = [p for p in own if p in writers] or writers or own or stubs
        free = [piece for piece in candidates if all(piece is not taken for taken in owners.values())]
        if free:
            owners[name] = free[-1]
    return owners


def _is_stub(piece: Piece, name: str, template: Template) -> bool:
    return is_unwritten(piece.source, name) or is_same_code(piece.source, template.cells[name].source)


def _say_where(name: str, writers: list[Piece], own: list[Piece], repairs: list[str], *, stripped: bool) -> None:
    """Say where an answer was found if that was not its own cell."""
    if len(writers) > 1:
        labels = ", ".join(piece.label for piece in writers)
        repairs.append(f"{name} is defined in several cells ({labels}); the last one counts")
    elif writers[0] not in own and not stripped:
        repairs.append(f"the answer to {name} was found in {writers[0].label}, outside its own cell")
    if writers[-1].retyped:
        repairs.append(f"{writers[-1].label} was no code cell any more and was run as one, for it holds {name}")


def _unclear(pieces: list[Piece], template: Template) -> str:
    """Return which answers stand whole in a cell that is no Python, "" if none does."""
    bound = {name for piece in pieces if piece.runs and not piece.released for name in _written(piece, template)}
    found = []
    for piece in pieces:
        if piece.is_text or piece.released or compiles(piece.source):
            continue
        names = [name for name in template.exercises if name not in bound]
        found += [f"{name} in {piece.label}" for name in names if definition_inside(piece.source, name)]
    return f"an answer stands in a cell that is no Python and cannot be run: {', '.join(found)}" if found else ""


def _written(piece: Piece, template: Template) -> list[str]:
    names = names_bound(piece.source).intersection(template.exercises)
    return [name for name in names if not _is_stub(piece, name, template)]


def _adopt(owners: dict[str, Piece], pieces: list[Piece]) -> None:
    for name, piece in owners.items():
        piece.released = name
    for piece in pieces:
        piece.runs &= not piece.retyped or bool(piece.released)


def _run_given_first(pieces: list[Piece], template: Template, repairs: list[str]) -> None:
    """Let a given cell that was moved below what needs it run before everything else."""
    rank = {name: position for position, name in enumerate(template.cells)}
    for index, piece in enumerate(pieces):
        if not (piece.released and piece.runs and template.is_given(piece.released)):
            continue
        above = [p for p in pieces[:index] if p.runs and rank.get(p.released, -1) > rank[piece.released]]
        if above:
            piece.first = True
            repairs.append(f"the given cell {piece.released!r} stood below {above[0].label} and was run first")


def _put_back(pieces: list[Piece], template: Template, repairs: list[str]) -> None:
    """Insert the released code cells that are missing, each after the one it followed."""
    place = -1
    for name in template.cells:
        here = next((index for index, piece in enumerate(pieces) if piece.released == name), None)
        if here is not None:
            place = max(here, place) if not pieces[here].first else place
            continue
        place += 1
        pieces.insert(place, template.piece(name))
        if template.runs(name):
            repairs.append(f"the given cell {name!r} was missing and was put back")
        elif not template.is_given(name):
            what = f"cell of {name}" if name in template.exercises else f"check cell {name!r}"
            repairs.append(f"the {what} was missing and was put back")


def _in_order(pieces: list[Piece], template: Template) -> list[Piece]:
    """Return the cells that run: first the given ones that have to, with those released above them."""
    rank = {name: position for position, name in enumerate(template.cells) if template.runs(name)}
    last = max((rank[piece.released] for piece in pieces if piece.first), default=-1)
    early = [piece for piece in pieces if rank.get(piece.released, last + 1) <= last]
    early.sort(key=lambda piece: rank[piece.released])
    rest = [piece for piece in pieces if all(piece is not other for other in early)]
    return [piece for piece in early + rest if piece.runs and piece.source.strip()]


def _restore(pieces: list[Piece], template: Template) -> None:
    """Give every released cell the metadata, and every given one the source, that it was released with."""
    for piece in pieces:
        released = template.cells.get(piece.released)
        if released is None:
            if not piece.is_text:
                idle = piece.retyped and not piece.runs
                piece.cell = _plain(piece.cell) if idle else make_cell("code", piece.source, piece.cell.id)
            continue
        source = piece.source if piece.released in template.exercises else released.source
        piece.cell = make_cell("code", source, released.id, copy.deepcopy(released.metadata))


def _with_own_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    """Return the cells with ids of which no two are the same; released cells keep theirs."""
    taken: set[Any] = set()
    for cell in sorted(cells, key=lambda cell: "nbgrader" not in cell.metadata):  # stable: released ones first
        if cell.id in taken:
            number = 2
            while f"{cell.id[:60]}-{number}" in taken:
                number += 1
            cell.id = f"{cell.id[:60]}-{number}"
        taken.add(cell.id)
    return cells
