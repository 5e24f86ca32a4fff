"""Puts a submitted notebook back in order: what was handed out as it was, what the student wrote where it stood.

Cells are recognised by what they hold first (a check call, a given cell's source, the function that an exercise
asks for) and by their grade id second, for ids, flags, points and tags are the student's to change. The result
holds every released code cell with the metadata it was released with, so neither the judge nor nbgrader ever
sees what a student or an editor did to it.
"""

import copy
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from autograder.grading.python_cells import compiles, imports_and_new_names, is_same_code, names_bound
from autograder.reading import CHECK_CALL, make_cell


@dataclass
class Piece:
    """One cell of the submission on its way into the repaired notebook."""

    cell: NotebookNode
    label: str
    released: str = ""
    """The grade id of the released cell that it is, "" for the student's own."""
    runs: bool = True
    first: bool = False
    """Whether it runs before everything else: a given cell that stood below what needs it."""
    retyped: bool = False
    """Whether it was no code cell, though it holds what an exercise asks for."""

    @property
    def source(self) -> str:
        return str(self.cell.source)


@dataclass(frozen=True)
class Repaired:
    """A notebook in order, what of it runs, and what was done to it."""

    notebook: NotebookNode
    runs: tuple[tuple[str, str], ...]
    """Label and source of the cells to run, in order."""
    repairs: tuple[str, ...]


@dataclass
class Template:
    """The released notebook: what each of its code cells is."""

    notebook: NotebookNode
    cells: dict[str, NotebookNode] = field(default_factory=dict)
    exercises: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.cells = {claim(cell): cell for cell in code if claim(cell)}
        self.exercises = tuple(name for name, cell in self.cells.items() if cell.metadata.nbgrader.solution)
        self._by_source = {cell.source.strip(): name for name, cell in self.cells.items() if self.is_given(name)}

    def is_given(self, name: str) -> bool:
        return "runs" in self.cells[name].metadata.get("fathom", {})

    def runs(self, name: str) -> bool:
        return bool(self.cells[name].metadata.fathom.get("runs"))

    def recognise(self, cell: NotebookNode) -> str:
        """Return the grade id of the given or check cell whose very source this is, or ""."""
        call = CHECK_CALL.fullmatch(cell.source)
        name = f"check-{call['exercise']}" if call else self._by_source.get(cell.source.strip(), "")
        return name if name in self.cells else ""


def claim(cell: NotebookNode) -> str:
    """Return the grade id that a cell claims, "" if it claims none that could be one."""
    nbgrader = cell.metadata.get("nbgrader")
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else ""


def repair(submitted: NotebookNode, template: Template) -> Repaired:
    """Return the submission in order."""
    repairs: list[str] = []
    pieces = _pieces(submitted, template, repairs)
    pieces = _joined(pieces, repairs)
    owners = _owners(pieces, template, repairs)
    _adopt(owners, pieces)
    _run_given_first(pieces, template, repairs)
    _put_back(pieces, template, repairs)
    _restore(pieces, template)
    notebook = NotebookNode(template.notebook, metadata=copy.deepcopy(template.notebook.metadata))
    notebook.cells = _with_own_ids([piece.cell for piece in pieces])
    early = [piece for name in template.cells for piece in pieces if piece.first and piece.released == name]
    order = early + [piece for piece in pieces if not piece.first]
    runs = tuple((piece.label, piece.source) for piece in order if piece.runs and piece.source.strip())
    return Repaired(notebook, runs, tuple(dict.fromkeys(repairs)))


def _pieces(submitted: NotebookNode, template: Template, repairs: list[str]) -> list[Piece]:
    """Return the submission's cells, each recognised as given, check or the student's own."""
    pieces: list[Piece] = []
    seen: set[str] = set()
    for number, cell in enumerate(submitted.cells, 1):
        name = claim(cell) if claim(cell) in template.cells else ""
        label = f"cell {number}"
        if cell.cell_type != "code":
            written = names_bound(cell.source) & set(template.exercises)
            if not written and name not in template.exercises:
                if not name:
                    pieces.append(Piece(_plain(cell), label, runs=False))
                continue  # a given or check cell that was retyped: it is put back
            cell = make_cell("code", cell.source, cell.id, cell.metadata)
            pieces.append(Piece(cell, label, retyped=True))
            continue
        released = template.recognise(cell)
        if released:
            if released not in seen:
                runs = template.is_given(released) and template.runs(released)
                pieces.append(Piece(cell, f"given cell {released!r}", released, runs))
            elif template.is_given(released):
                repairs.append(f"{label} is a second copy of the given cell {released!r} and was left out")
            seen.add(released)
            continue
        if name and name not in template.exercises:
            cell = _changed(cell, name, template, label, repairs)
        pieces.append(Piece(cell, f"{label} ({name})" if name in template.exercises else label))
    return pieces


def _changed(cell: NotebookNode, name: str, template: Template, label: str, repairs: list[str]) -> NotebookNode:
    """Return what a student added to a given or check cell; the cell itself is put back as it was handed out."""
    source = cell.source
    if template.is_given(name):
        source = imports_and_new_names(source, template.cells[name].source)
        kept = "; what you added to it runs too" if source else ""
        repairs.append(f"the given cell {name!r} was changed and runs as it was handed out{kept}")
    else:
        repairs.append(f"the check cell {name!r} was changed and was put back; its code runs in {label}")
    return make_cell("code", source, cell.id)


def _plain(cell: NotebookNode) -> NotebookNode:
    """Return a text cell without metadata that nbgrader would act on."""
    return make_cell("markdown", cell.source, cell.id)


def _joined(pieces: list[Piece], repairs: list[str]) -> list[Piece]:
    """Join neighbouring cells of the student that are Python together and not apart: a cell was split."""
    done: list[Piece] = []
    for piece in pieces:
        before = done[-1] if done else None
        if before is None or not (before.runs and piece.runs) or before.released or piece.released:
            done.append(piece)
            continue
        together = f"{before.source}\n{piece.source}"
        apart = compiles(before.source) and compiles(piece.source) and not piece.source[:1].isspace()
        if apart or not compiles(together):
            done.append(piece)
            continue
        repairs.append(f"{before.label} and {piece.label} were one cell split in two and were joined")
        keep = before if claim(before.cell) else piece
        before.cell = make_cell("code", together, before.cell.id, keep.cell.metadata)
    return done


def _owners(pieces: list[Piece], template: Template, repairs: list[str]) -> dict[str, Piece]:
    """Return the cell that holds the answer to each exercise, wherever it stands."""
    owners: dict[str, Piece] = {}
    bound = {id(piece): names_bound(piece.source) for piece in pieces if piece.cell.cell_type == "code"}
    for name in template.exercises:
        own = [piece for piece in pieces if not piece.released and claim(piece.cell) == name]
        definers = [p for p in pieces if p.runs and not p.released and name in bound.get(id(p), ())]
        stubs = [piece for piece in definers if is_same_code(piece.source, template.cells[name].source)]
        written = [piece for piece in definers if piece not in stubs]
        writers = [piece for piece in written if not piece.retyped] or written
        if writers:
            for idle in stubs + [piece for piece in written if piece not in writers]:
                idle.runs = False  # a stub below the answer would take its place
            if len(writers) > 1:
                labels = ", ".join(piece.label for piece in writers)
                repairs.append(f"{name} is defined in several cells ({labels}); the last one counts")
            elif writers[0] not in own:
                repairs.append(f"the answer to {name} was found in {writers[0].label}, outside its own cell")
            if writers[-1].retyped:
                repairs.append(f"{writers[-1].label} was no code cell any more and was run as one")
        candidates = [p for p in own if p in writers] or writers or own or stubs
        free = [piece for piece in candidates if all(piece is not taken for taken in owners.values())]
        if free:
            owners[name] = free[-1]
    return owners


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
    for name, cell in template.cells.items():
        here = next((index for index, piece in enumerate(pieces) if piece.released == name), None)
        if here is not None:
            place = max(here, place) if not pieces[here].first else place
            continue
        given = template.is_given(name)
        runs = template.runs(name) if given else False
        label = f"given cell {name!r}" if given else name
        place += 1
        pieces.insert(place, Piece(copy.deepcopy(cell), label, name, runs))
        if runs:
            repairs.append(f"the given cell {name!r} was missing and was put back")
        elif not given:
            what = f"cell of {name}" if name in template.exercises else f"check cell {name!r}"
            repairs.append(f"the {what} was missing and was put back")


def _restore(pieces: list[Piece], template: Template) -> None:
    """Give every released cell the metadata, and every given one the source, that it was released with."""
    for piece in pieces:
        released = template.cells.get(piece.released)
        if released is None:
            if piece.cell.cell_type == "code":
                kind = "raw" if piece.retyped and not piece.runs else "code"
                piece.cell = make_cell(kind, piece.source, piece.cell.id)
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
