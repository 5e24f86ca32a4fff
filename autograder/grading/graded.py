"""The graded notebook: verdicts in its grade cells, in autograded/ where nbgrader's own tools look for it."""

import errno
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import find_all_files

from autograder.course import Course
from autograder.grading.store import write_atomically
from autograder.judge.jobs import Result
from autograder.manifest import Chapter
from autograder.panel import render_html, render_text
from autograder.verdict import Verdict

IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "*.ipynb"]
MAX_FILE = 64 * 2**20
"""A student's other files are copied along up to this size."""
MOST_NOTES = 20
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO)
"""What is wrong with the disk and not with a file."""


def put_verdicts(nb: NotebookNode, chapter: Chapter, result: Result, rubrics: Mapping[str, str]) -> NotebookNode:
    """Write panel and score into the grade cells of a notebook, and below each question its rubric by grade id.

    A grade cell without an outcome must not stay empty: nbgrader takes that for full points.
    """
    exercises = {f"check-{facts.id}": facts for facts in chapter.exercises}
    notes = [f"Put right: {repair}" for repair in result.repairs] + result.notes
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [f"and {len(notes) - MOST_NOTES} more of this kind"]
    if result.needs_human:
        notes.append(f"A human will look at this notebook: {result.needs_human}")
    for cell in nb.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id", "")
        if cell.cell_type != "code":
            if grade_id in rubrics:
                cell.source += f"\n\n**How the points are given**\n\n{rubrics[grade_id]}"
            continue
        cell.outputs, cell.execution_count = [], None
        facts = exercises.get(grade_id)
        if facts is None:
            continue
        verdict = result.verdicts.get(facts.id, Verdict(facts.id, facts.points))
        data = {
            "text/html": render_html(facts, verdict, notes=notes, graded=True),
            "text/plain": render_text(facts, verdict, notes=notes, graded=True),
        }
        score = {"text/plain": f"{verdict.score:g}"}
        cell.outputs = [_output("display_data", data), _output("execute_result", score, execution_count=None)]
        notes = []  # once is enough
    return nb


def _output(kind: str, data: dict[str, str], **more: Any) -> NotebookNode:
    return NotebookNode(output_type=kind, data=NotebookNode(data), metadata=NotebookNode(), **more)


def write_graded(course: Course, chapter: str, student: str, notebook: NotebookNode) -> None:
    """Write a graded notebook, and the files handed in with it, for formgrader and feedback."""
    path = course.autograded(student, chapter)
    ours = _copy_files(course.solved(chapter).parent, path.parent)
    _copy_files(course.submitted(student, chapter).parent, path.parent, ours)
    path.parent.mkdir(parents=True, exist_ok=True)
    # On one line: Python's own encoder for indented JSON takes ten times as long, for a file that programs read.
    text = json.dumps(notebook, ensure_ascii=False, sort_keys=True)
    write_atomically(path, text.encode(errors="replace").decode(), mode=0o444)  # messages quote what students wrote


def _copy_files(source: Path, target: Path, taken: frozenset[Path] = frozenset()) -> frozenset[Path]:
    """Copy what is no notebook and not ``taken``; return what there is, by its path inside.

    Links are left out, for they could lead anywhere on this machine, and so is what cannot be read or clashes with
    another file: a student's files must not stop the class.
    """
    files = [Path(name) for name in find_all_files(str(source), IGNORED)]
    there = frozenset(file.relative_to(source) for file in files if _is_wanted(file)) - taken
    for inside in sorted(there):
        copy = target / inside
        try:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.unlink(missing_ok=True)
            shutil.copyfile(source / inside, copy)
            copy.chmod(0o444)
        except OSError as error:
            if error.errno in FULL:
                raise
    return there


def _is_wanted(file: Path) -> bool:
    # A folder with a notebook's name would stand where the graded notebook goes.
    inside_notebook = any(parent.suffix == ".ipynb" for parent in file.parents)
    return not file.is_symlink() and file.is_file() and file.stat().st_size <= MAX_FILE and not inside_notebook
