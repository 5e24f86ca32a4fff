"""The cells of a submission on their way into the repaired notebook, and the cells that were split put together."""

from collections.abc import Iterator
from dataclasses import dataclass

from nbformat import NotebookNode

from autograder.grading.python_cells import compiles, goes_on, has_cell_magic, names_bound
from autograder.reading import make_cell

MOST_PARTS = 4
"""A cell in more parts than this stays apart."""
MOST_FRAGMENTS = 100
LONGEST_PART = 20_000


@dataclass
class Piece:
    """One cell of the submission."""

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

    @property
    def is_text(self) -> bool:
        return bool(self.cell.cell_type != "code")


def claim(cell: NotebookNode) -> str:
    """Return the grade id that a cell claims, "" if it claims none that could be one."""
    nbgrader = cell.metadata.get("nbgrader")
    name = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return name if isinstance(name, str) else ""


def joined(pieces: list[Piece], exercises: tuple[str, ...], repairs: list[str]) -> list[Piece]:
    """Join neighbouring cells of the student that are Python together and not apart: a cell was split."""
    fragments = 0
    at = 0
    while at < len(pieces) and fragments < MOST_FRAGMENTS:
        group = _neighbours(pieces, at)
        fragment = bool(group) and not has_cell_magic(pieces[at].source) and not compiles(pieces[at].source)
        parts = next(_ways(pieces, group, at), []) if fragment else _continued(pieces, group, at, exercises)
        fragments += fragment
        if parts:
            _join([pieces[index] for index in parts], repairs)
            pieces = [piece for index, piece in enumerate(pieces) if index not in parts[1:]]
            at = parts[0]  # what is joined may go on
        else:
            at += 1
    return pieces


def _neighbours(pieces: list[Piece], at: int) -> list[int]:
    """Return where a cell of the student's and their code around it stand, [] for other cells."""
    if pieces[at].released or not _is_part(pieces[at]):
        return []
    above, below = range(at - 1, -1, -1), range(at + 1, len(pieces))
    return [*reversed(_parts(pieces, above)), at, *_parts(pieces, below)]


def _parts(pieces: list[Piece], way: range) -> list[int]:
    """Return the student's nearest code along a way, text and empty cells left out."""
    found: list[int] = []
    for index in way:
        if pieces[index].released or len(found) == MOST_PARTS - 1:
            break
        if _is_part(pieces[index]):
            found.append(index)
    return found


def _is_part(piece: Piece) -> bool:
    return not piece.is_text and 0 < len(piece.source.strip()) <= LONGEST_PART


def _ways(pieces: list[Piece], group: list[int], at: int) -> Iterator[list[int]]:
    """Yield the ways to join a fragment with its neighbours to something that is Python, the fewest parts first."""
    here = group.index(at)
    for size in range(2, MOST_PARTS + 1):
        for start in range(max(0, here - size + 1), min(here, len(group) - size) + 1):
            parts = group[start : start + size]
            sources = [pieces[index].source for index in parts]
            if not any(map(has_cell_magic, sources[1:])) and compiles("\n".join(sources)):
                yield parts


def _continued(pieces: list[Piece], group: list[int], at: int, exercises: tuple[str, ...]) -> list[int]:
    """Return a cell and the one above it if it is the indented rest of that one, though Python by itself."""
    here = group.index(at) if group else 0
    if not here or names_bound(pieces[at].source).intersection(exercises):
        return []
    above, below = pieces[group[here - 1]].source, pieces[at].source
    goes = goes_on(above, below) and compiles(f"{above}\n{below}")
    return [group[here - 1], at] if goes else []


def _join(parts: list[Piece], repairs: list[str]) -> None:
    """Make the first of some pieces the whole of them."""
    first = parts[0]
    labels = ", ".join(piece.label for piece in parts[:-1])
    repairs.append(f"{labels} and {parts[-1].label} were one cell split apart and were joined")
    named = next((piece for piece in parts if claim(piece.cell)), first)
    first.cell = make_cell("code", "\n".join(piece.source for piece in parts), first.cell.id, named.cell.metadata)
    first.label = named.label
