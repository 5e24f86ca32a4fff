"""The same notebooks for stock nbgrader: each check cell runs its exercise's checks inside the student's kernel.

The public and hidden check files, the points and the rule of the first check are the kit's own, so that an
honest notebook must get the same score from both graders. Only where the checks run differs.
"""

import copy
import json
import subprocess
import sys
from pathlib import Path

from nbformat import NotebookNode

from benchmarks.course import CHAPTER, Class, chapter_facts, environment, handed_in, notebook_of, submitted

CHECKS = """\
### BEGIN HIDDEN TESTS
from benchmarks.in_kernel import verdict

verdict(globals(), "{exercise}").score
### END HIDDEN TESTS
"""
CONFIG = """\
c = get_config()
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError()"}
c.Exchange.path_includes_course = False
"""


def source_notebook(solved: NotebookNode, checks: dict[str, str], *, demos: bool) -> NotebookNode:
    """Return the source notebook of a stock course, with ``checks`` as the check cells' source by exercise.

    Without ``demos``, demonstration cells are left out.
    """
    notebook = copy.deepcopy(solved)
    notebook.metadata.pop("fathom", None)
    kept = []
    for cell in notebook.cells:
        facts = cell.metadata.pop("fathom", {})
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if facts.get("runs") is False and not demos:
            continue
        if grade_id.startswith("check-"):
            cell.source = checks[grade_id.removeprefix("check-")]
        kept.append(cell)
    notebook.cells = kept
    return notebook


def make_stock_class(ours: Class, count: int, *, demos: bool) -> Class:
    """Release the stock course and hand in the answers of the first students of ``ours``."""
    folder = ours.template.with_name("stock" if demos else "stock-bare")
    checks = {facts.id: CHECKS.format(exercise=facts.id) for facts in chapter_facts().exercises}
    release_stock(folder, source_notebook(notebook_of(ours.template, "solutions"), checks, demos=demos))
    released = notebook_of(folder, "release")
    for student in ours.students[:count]:
        write(with_answers(released, handed_in(ours.template, student)), submitted(folder, student))
    return Class(folder, ours.students[:count])


def release_stock(folder: Path, source: NotebookNode, config: str = "") -> None:
    """Make a stock course in ``folder`` and release its one notebook with nbgrader's command."""
    write(source, folder / "source" / CHAPTER / f"{CHAPTER}.ipynb")
    (folder / "nbgrader_config.py").write_text(CONFIG + config, encoding="utf-8")
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", CHAPTER, "--create"]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"nbgrader generate_assignment failed:\n{done.stderr[-2000:]}")


def with_answers(released: NotebookNode, answers: NotebookNode) -> NotebookNode:
    """Return the released notebook with the solution cells of another."""
    written = {
        cell.metadata.nbgrader.grade_id: cell.source
        for cell in answers.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }
    notebook = copy.deepcopy(released)
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if grade_id in written:
            cell.source = written[grade_id]
    return notebook


def write(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook as it is; nbformat would refuse some that attackers hand in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")
