"""The graded notebook: verdicts in its grade cells, in autograded/ where nbgrader's own tools look for it."""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.utils import find_all_files

from autograder.checking import Verdict
from autograder.course import Course
from autograder.grading.store import write_atomically
from autograder.judge.grade import Result
from autograder.manifest import Chapter
from autograder.panel import render_html, render_text

IGNORED = [".ipynb_checkpoints", "*.pyc", "__pycache__", "*.ipynb"]
MAX_FILE = 64 * 2**20
"""A student's other files are copied along up to this size."""


def put_verdicts(nb: NotebookNode, chapter: Chapter, result: Result) -> NotebookNode:
    """Write panel and score into the grade cells of a notebook.

    A grade cell without an outcome must not stay empty: nbgrader takes that for full points.
    """
    exercises = {f"check-{facts.id}": facts for facts in chapter.exercises}
    notes = [f"Put right: {repair}" for repair in result.repairs] + result.notes
    if result.needs_human:
        notes.append(f"A human will look at this notebook: {result.needs_human}")
    for cell in nb.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        facts = exercises.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
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
    _copy_files(course.submitted(student, chapter).parent, path.parent)
    _copy_files(course.solved(chapter).parent, path.parent)
    path.parent.mkdir(parents=True, exist_ok=True)
    # On one line: Python's own encoder for indented JSON takes ten times as long, for a file that programs read.
    write_atomically(path, json.dumps(notebook, ensure_ascii=False, sort_keys=True), mode=0o444)


def _copy_files(source: Path, target: Path) -> None:
    """Copy what is no notebook; never through links, which could lead anywhere on this machine."""
    for name in find_all_files(str(source), IGNORED):
        file = Path(name)
        if file.is_symlink() or not file.is_file() or file.stat().st_size > MAX_FILE:
            continue
        copy = target / file.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)
        shutil.copyfile(file, copy)
        os.chmod(copy, 0o444)
