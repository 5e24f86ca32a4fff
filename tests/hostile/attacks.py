"""The attacks of this folder as cells and notebooks: each file stands in place of the answer to softmax.

A file is one code cell, or several in percent format: a line ``# %%`` starts a cell, JSON after it is the cell's
metadata. Some keys of it are orders to this module: ``cell_type`` names another type; ``instead_of`` is the grade
id of a released cell that this one overwrites, ``like`` of one whose metadata it takes; ``says`` and ``html`` are
results that it comes with.

The name says what a file is worth: ``zero_*`` earns nothing; ``part_*`` earns at most what its docstring's line
``Earns: at most 2.73 of 3`` says that its honest part is worth; ``human_*`` blinds the watch over forbidden
functions and must be listed for a human unless it earns nothing.
"""

import copy
import json
import re
from pathlib import Path

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

HERE = Path(__file__).parent
ATTACKS = sorted(path for kind in ("zero", "part", "human") for path in HERE.glob(f"{kind}_*.py"))
START = re.compile(r"^# %%(.*)$", re.MULTILINE)
EARNS = re.compile(r"^Earns: at most ([\d.]+) of 3", re.MULTILINE)
MAKE = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


def cells(path: Path) -> list[NotebookNode]:
    """Return the cells of an attack."""
    first, *rest = START.split(path.read_text(encoding="utf-8"))
    found = []
    for head, source in [("", first), *zip(rest[::2], rest[1::2], strict=True)]:
        if source.strip():
            metadata = json.loads(head) if head.strip() else {}
            make = MAKE[metadata.pop("cell_type", "code")]
            found.append(make(source.strip("\n")))
            found[-1].metadata = from_dict(metadata)  # set afterwards, for nbformat would look at it
    return found


def most(path: Path) -> float:
    """Return the points that an attack may earn: what its honest part is worth."""
    found = EARNS.search(path.read_text(encoding="utf-8"))
    return float(found[1]) if found else 0.0


def notebook_with(path: Path, released: NotebookNode) -> NotebookNode:
    """Return the released notebook with the attack in place of the answer to softmax."""
    notebook = copy.deepcopy(released)
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    place = names.index("softmax")
    first, *others = cells(path)
    notebook.cells[place] = _over(notebook.cells[place], first)
    added = []
    for cell in others:
        outputs = _outputs(cell)
        overwritten, model = cell.metadata.pop("instead_of", ""), cell.metadata.pop("like", "")
        if overwritten or model:
            like = _over(notebook.cells[names.index(overwritten or model)], cell)
            cell = like if overwritten else from_dict({**like, "id": cell.id})
        if outputs and cell.cell_type == "code":
            cell.outputs = outputs
        if overwritten:
            notebook.cells[names.index(overwritten)] = cell
        else:
            added.append(cell)
    notebook.cells[place + 1 : place + 1] = added
    return notebook


def _outputs(cell: NotebookNode) -> list[NotebookNode]:
    """Return the saved outputs that a cell asks for."""
    found = []
    if (text := cell.metadata.pop("says", None)) is not None:
        found.append(new_output("execute_result", {"text/plain": text}, execution_count=1))
    if (page := cell.metadata.pop("html", None)) is not None:
        found.append(new_output("display_data", {"text/html": page}))
    return found


def _over(old: NotebookNode, cell: NotebookNode) -> NotebookNode:
    """Return a released cell with another's source, type and metadata over its own."""
    new = MAKE[cell.cell_type](cell.source, id=old.id)
    new.metadata = copy.deepcopy(old.metadata)
    for key, value in cell.metadata.items():
        both = isinstance(value, dict) and isinstance(old.metadata.get(key), dict)
        new.metadata[key] = from_dict({**old.metadata[key], **value}) if both else value
    return new
