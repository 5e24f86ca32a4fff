"""The nbgrader preprocessor that stands in Execute's place and puts verdicts into grade cells."""

import atexit
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from autograder.checking import Verdict
from autograder.course import Course
from autograder.grading.notebooks import job_for
from autograder.grading.setup import chapter_facts, setup_for, solved_notebook
from autograder.grading.store import Store
from autograder.judge.grade import Result
from autograder.judge.lanes import Lanes
from autograder.manifest import Chapter
from autograder.panel import render_html, render_text


class FathomGrade(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Ask the judge for each exercise's verdict instead of running tests beside student code."""

    known: ClassVar[dict[tuple[str, str], Result]] = {}
    """Results by chapter and student that ``fathom grade`` has at hand already."""
    _lanes: ClassVar[dict[str, tuple[Store, Lanes]]] = {}
    _open: ClassVar[ExitStack] = ExitStack()

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        facts = resources["nbgrader"]
        course = Course.load(Path(str(facts["db_url"]).removeprefix("sqlite:///")).parent)
        result = self.result_for(course, facts["assignment"], facts["student"])
        resources["fathom_needs_human"] = result.needs_human
        return put_verdicts(nb, chapter_facts(course, facts["assignment"]), result), resources

    @classmethod
    def result_for(cls, course: Course, chapter: str, student: str) -> Result:
        """Return the stored result of this submission, or grade it now on a lane that stays warm."""
        if (chapter, student) in cls.known:
            return cls.known[chapter, student]
        if chapter not in cls._lanes:
            setup = setup_for(course, chapter)
            if not cls._lanes:
                atexit.register(cls._open.close)
            cls._lanes[chapter] = (Store(course, setup), cls._open.enter_context(Lanes(setup, 1)))
        store, lanes = cls._lanes[chapter]
        job = job_for(student, course.submitted(student, chapter), solved_notebook(course, chapter))
        result = store.get(job)
        if result is None:
            (result,) = lanes.grade([job])
            store.put(job, result)
        return result


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]  # nbgrader has no types
    """Save the scores, and mark for manual grading what the kit could not judge."""

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._add_score(cell, resources)
        if resources.get("fathom_needs_human"):
            name = cell.metadata["nbgrader"]["grade_id"]
            grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
            grade.needs_manual_grade = True
            self.gradebook.db.commit()


def put_verdicts(nb: NotebookNode, chapter: Chapter, result: Result) -> NotebookNode:
    """Write panel and score into the grade cells of a notebook.

    A grade cell without an outcome must not stay empty: nbgrader takes that for full points.
    """
    exercises = {f"check-{facts.id}": facts for facts in chapter.exercises}
    notes = result.notes + (
        [f"A human will look at this notebook: {result.needs_human}"] if result.needs_human else []
    )
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
        cell.outputs = [
            new_output("display_data", data=data),
            new_output("execute_result", data=score, execution_count=None),
        ]
        notes = []  # once is enough
    return nb
