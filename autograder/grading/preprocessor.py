"""What stands inside ``nbgrader autograde``: submissions are repaired on reading and judged from outside."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, ClassVar

from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades

from autograder.course import Course
from autograder.grading.by_hand import Answers, answers_in, put_grade
from autograder.grading.classroom import one_grader
from autograder.grading.graded import put_verdicts
from autograder.grading.notebooks import read_submission
from autograder.grading.setup import chapter_facts, rubrics_for, setup_for, template_for
from autograder.grading.store import Store, submission_key
from autograder.judge.jobs import Job, Result
from autograder.judge.lanes import Lanes


def course_of(facts: dict[str, Any]) -> Course:
    """Return the course that nbgrader's resources speak of."""
    return Course.load(Path(str(facts["db_url"]).removeprefix("sqlite:///")).parent)


class RepairingExporter(NotebookExporter):
    """Reads submissions as ``fathom grade`` does, so that no odd notebook stops nbgrader."""

    def from_file(self, file_stream: Any, resources: Any = None, **kw: Any) -> Any:
        if not getattr(self.parent, "_sanitizing", False):
            return super().from_file(file_stream, resources=resources, **kw)
        facts = resources["nbgrader"]
        course, chapter = course_of(facts), facts["assignment"]
        path = course.submitted(facts["student"], chapter)
        submission = read_submission(facts["student"], path, template_for(course, chapter))
        notebook = submission.repaired.notebook
        return self.from_notebook_node(notebook, resources=resources, **kw)  # type: ignore[no-untyped-call]


class FathomGrade(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Ask the judge for each exercise's verdict instead of running tests beside student code."""

    _ahead: ClassVar[dict[str, "Ahead"]] = {}
    _open: ClassVar[ExitStack] = ExitStack()

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        facts = resources["nbgrader"]
        course, chapter = course_of(facts), facts["assignment"]
        if chapter not in self._ahead:
            if not self._ahead:
                atexit.register(self._open.close)
                self._open.enter_context(one_grader(course))
            self._ahead[chapter] = Ahead(course, chapter, self._students(), self._open)
        result = self._ahead[chapter].result(facts["student"])
        resources["fathom_needs_human"] = result.needs_human
        rubrics = rubrics_for(course, chapter)
        return put_verdicts(nb, chapter_facts(course, chapter), result, rubrics), resources

    def _students(self) -> list[str]:
        """Return the students that nbgrader is going to grade, in its order."""
        converter = getattr(self.parent, "parent", None)
        return [Path(folder).parent.name for folder in sorted(getattr(converter, "assignments", {}))]


class Ahead:
    """Judges a chapter's submissions on warm lanes while nbgrader writes those before."""

    def __init__(self, course: Course, chapter: str, students: list[str], stack: ExitStack) -> None:
        setup = setup_for(course, chapter)
        self.course, self.chapter = course, chapter
        self.store = Store(course, setup)
        self.watched = any(facts.forbid for facts in setup.chapter.exercises)
        self.lanes = stack.enter_context(Lanes(setup, min(2, len(students) or 1)))
        self.done: dict[str, Result] = {}
        self.jobs: dict[str, Job] = {}
        self.results = self.lanes.grade(self._jobs(students))

    def result(self, student: str) -> Result:
        """Return the result of one submission, stored or judged now."""
        while student not in self.done:
            judged = next(self.results, None)
            if judged is None:  # not among those announced
                self.results = self.lanes.grade(self._jobs([student]))
                continue
            self.store.put(self.jobs.pop(judged.student), judged)
            self.done[judged.student] = judged
        return self.done.pop(student)

    def _jobs(self, students: list[str]) -> Iterator[Job]:
        for student in students:
            job = self._job(student)
            stored = self.store.get(student)
            if job.fault:
                self.done[student] = Result(student, needs_human=job.fault)
                self.store.put(job, self.done[student])
            elif (
                stored is None
                or stored.result.retry
                or stored.submission != submission_key(job)
                or stored.exercises != self.store.keys
            ):
                self.jobs[student] = job
                yield job
            else:
                self.done[student] = stored.result

    def _job(self, student: str) -> Job:
        path = self.course.submitted(student, self.chapter)
        return read_submission(student, path, template_for(self.course, self.chapter), watched=self.watched).job


class SaveVerdicts(SaveAutoGrades):  # type: ignore[misc]  # nbgrader has no types
    """Save the scores, and mark for manual grading what the kit could not judge and what was written anew."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        facts = resources["nbgrader"]
        kept = Answers(course_of(facts), facts["assignment"])
        self._known, self._answers = kept.known(facts["student"]), answers_in(nb)
        nb, resources = super().preprocess(nb, resources)
        kept.keep(facts["student"], self._answers)
        return nb, resources

    def _add_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        name = cell.metadata["nbgrader"]["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if name in self._answers:
            put_grade(grade, self._answers[name], self._known.get(name), resources.get("fathom_needs_human", ""))
        else:
            super()._add_score(cell, resources)
            grade.needs_manual_grade |= bool(resources.get("fathom_needs_human"))
        self.gradebook.db.commit()
