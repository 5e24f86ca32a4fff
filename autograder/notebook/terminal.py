"""``fathom check ch04/softmax --answer notebook.ipynb``: what check() shows, from a terminal."""

import contextlib
import io
from pathlib import Path
from typing import Any

from autograder.candidate.shell import Shell
from autograder.loading import load
from autograder.manifest import find_exercise
from autograder.notebook.check import check_namespace
from autograder.panel import render_text
from autograder.reading import CHECK_CALL, read_notebook


def check_file(name: str, path: Path) -> bool:
    """Run the public checks of exercise ``name`` on a notebook's or file's code; print and return the verdict."""
    chapter, facts = find_exercise(name)
    namespace = namespace_of(path)
    verdict = check_namespace(chapter, facts, namespace)
    print(render_text(facts, verdict))
    return verdict.complete


def namespace_of(path: Path) -> dict[str, Any]:
    """Return what a .py file or a notebook's code cells define; check cells and demonstrations are skipped."""
    where = "give the path of a notebook or .py file"
    if path.suffix == ".py" and path.is_file():
        return load(path, path.stem)
    notebook = read_notebook(path, where, "open it in Jupyter")
    shell = Shell()
    for number, cell in enumerate(notebook.cells, 1):
        demonstration = cell.metadata.get("fathom", {}).get("runs") is False
        if cell.cell_type != "code" or demonstration or CHECK_CALL.fullmatch(cell.source):
            continue
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            raised = shell.run(cell.source)
        if raised:
            print(f"cell {number} raised {raised}")
    return shell.namespace
