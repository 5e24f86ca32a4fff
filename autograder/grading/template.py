"""The released notebook: what each of its cells is, whatever a student or an editor did to their copy of it."""

import copy
from dataclasses import dataclass, field

from nbformat import NotebookNode

from autograder.grading.pieces import Piece, claim
from autograder.grading.python_cells import is_same_code, names_bound
from autograder.reading import CHECK_CALL


@dataclass(frozen=True)
class Asked:
    """A written question as it was handed out."""

    name: str
    question: NotebookNode
    answer: NotebookNode
    below: str
    """The grade id of the released code cell that it stands below."""
    above: frozenset[str]
    """Sources and grade ids of everything that stands above it."""

    @property
    def question_id(self) -> str:
        return claim(self.question)

    @property
    def answer_id(self) -> str:
        return claim(self.answer)

    @property
    def heading(self) -> str:
        return str(self.question.source.split("\n")[0].rstrip())

    @property
    def stub(self) -> str:
        return str(self.answer.source.strip())


@dataclass
class Template:
    """The released notebook: what each of its code cells is, its questions and its prose."""

    notebook: NotebookNode
    cells: dict[str, NotebookNode] = field(default_factory=dict)
    exercises: tuple[str, ...] = ()
    questions: tuple[Asked, ...] = ()

    def __post_init__(self) -> None:
        code = [cell for cell in self.notebook.cells if cell.cell_type == "code"]
        self.cells = {claim(cell): cell for cell in code if claim(cell)}
        self.exercises = tuple(name for name, cell in self.cells.items() if cell.metadata.nbgrader.solution)
        self.questions = tuple(_questions(self.notebook))
        self._by_source = {bare(cell.source): name for name, cell in self.cells.items() if self.is_given(name)}
        text = [cell for cell in self.notebook.cells if cell.cell_type == "markdown" and not claim(cell)]
        self.prose = {bare(cell.source) for cell in text}

    def is_given(self, name: str) -> bool:
        return "runs" in self.cells[name].metadata.get("fathom", {})

    def runs(self, name: str) -> bool:
        """Tell whether a given cell runs in grading; demonstrations and check cells do not."""
        return self.is_given(name) and bool(self.cells[name].metadata.fathom.get("runs"))

    def recognise(self, cell: NotebookNode) -> str:
        """Return the grade id of the given or check cell whose source this is, "" if it is none."""
        call = CHECK_CALL.fullmatch(cell.source)
        name = f"check-{call['exercise']}" if call else self._by_source.get(bare(cell.source), "")
        if not name and (claimed := claim(cell)) in self.cells and self.is_given(claimed):
            name = claimed if is_same_code(cell.source, self.cells[claimed].source) else ""
        return name if name in self.cells else ""

    def is_prose(self, cell: NotebookNode) -> bool:
        """Tell whether a cell is text that was handed out, edited or not."""
        origin = cell.metadata.get("fathom")
        edited = isinstance(origin, dict) and origin.get("from") in ("page.md", "task.md")
        return edited or bare(cell.source) in self.prose

    def is_code(self, cell: NotebookNode) -> bool:
        """Tell whether a cell of any type is a released code cell or holds what an exercise asks for."""
        if self.recognise(cell) or not names_bound(cell.source).isdisjoint(self.exercises):
            return True
        return claim(cell) in self.cells

    def piece(self, name: str) -> Piece:
        """Return a released code cell as it was handed out."""
        label = f"given cell {name!r}" if self.is_given(name) else name
        return Piece(copy.deepcopy(self.cells[name]), label, name, self.runs(name))


def _questions(notebook: NotebookNode) -> list[Asked]:
    """Return the questions: the cells that ask and the cells for the answers name the same one."""
    asking: dict[str, NotebookNode] = {}
    found: list[Asked] = []
    below = ""
    above: set[str] = set()
    for cell in notebook.cells:
        name = cell.metadata.get("fathom", {}).get("question", "")
        if cell.cell_type == "code":
            below = claim(cell) or below
        elif name and cell.metadata.nbgrader.solution:
            found.append(Asked(name, asking[name], cell, below, frozenset(above - {""})))
        elif name:
            asking[name] = cell
        above |= {bare(cell.source), claim(cell)}
    return found


def bare(source: str) -> str:
    """Return a source without the blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in source.strip().split("\n"))
