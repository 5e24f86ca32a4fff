"""Grades a class: lanes judge in parallel, one writer keeps each result and puts it into nbgrader's gradebook."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.book import Book, gradebook
from autograder.grading.by_hand import Answers, answers_in
from autograder.grading.graded import put_verdicts, write_graded
from autograder.grading.moved import Moved, Moves, moved
from autograder.grading.notebooks import Submission, is_usable_name, read_submission
from autograder.grading.setup import rubrics_for, setup_for, template_for
from autograder.grading.store import Store, Stored, submission_key
from autograder.judge import cgroup
from autograder.judge.jobs import Job, Result, Setup
from autograder.judge.lanes import Lanes

Progress = Callable[[Result, int, int], None]
"""Called after each submission with its result, how many are done and how many there are."""


@dataclass(frozen=True)
class Wanted:
    """What to grade again although it is known."""

    regrade: bool = False
    """Exercises whose checks (or whose judge) changed since."""
    only: tuple[str, ...] = ()
    """Just these exercises; () for all."""
    afresh: bool = False
    """Everything, changed or not."""


@dataclass
class Graded:
    """What became of a class."""

    results: list[Result] = field(default_factory=list)
    fresh: int = 0
    """How many were graded now; the others were already known."""
    outdated: int = 0
    """How many known results come from earlier checks."""
    moved: list[Moved] = field(default_factory=list)
    unread: int = 0
    """How many written answers of the chapter wait for a human."""

    @property
    def for_a_human(self) -> list[Result]:
        return [result for result in self.results if result.needs_human]

    @property
    def noted(self) -> list[Result]:
        return [r for r in self.results if (r.repairs or r.notes) and not r.needs_human]


def submissions(course: Course, chapter: str, students: list[str] | None = None) -> list[str]:
    """Return the students who handed the chapter in; raise FathomError if a named one did not."""
    found = sorted(path.parent.name for path in (course.root / "submitted").glob(f"*/{chapter}") if path.is_dir())
    if students:
        for student in students:
            if student not in found:
                raise FathomError(
                    course.root / "submitted" / student / chapter,
                    "is missing: this student handed nothing in",
                    f"ls {course.root / 'submitted'}",
                )
        return sorted(set(students))
    if not found:
        raise FathomError(
            course.root / "submitted",
            f"holds no submission of {chapter}",
            f"nbgrader collect {chapter}, or put notebooks at submitted/STUDENT/{chapter}/{chapter}.ipynb",
        )
    return found


def grade(
    course: Course,
    chapter: str,
    *,
    students: list[str] | None = None,
    lanes: int | None = None,
    sandbox: str | None = None,
    wanted: Wanted = Wanted(),
    progress: Progress = lambda result, done, total: None,
) -> Graded:
    """Grade every submission of a chapter and write gradebook and autograded notebooks."""
    with one_grader(course), gradebook(course) as opened:
        cgroup.clear()  # what a killed run left, should this one need no lane
        setup = setup_for(course, chapter, sandbox)
        for name in wanted.only:
            setup.chapter.exercise(name)
        book = Book(course, chapter, opened)
        names = submissions(course, chapter, students)
        desk = Desk(course, setup, book, wanted, progress, len(names))
        with Lanes(setup, min(lanes or os.cpu_count() or 1, len(names))) as pool:
            for result in pool.grade(desk.jobs(names)):
                desk.take(result)
        return desk.close()


@contextlib.contextmanager
def one_grader(course: Course) -> Iterator[None]:
    """Hold the course for this grader; raise FathomError while another one is at work."""
    path = course.root / ".fathom" / "grading.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b", buffering=0) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise FathomError(
                path,
                f"another grader is at work in this course (process {file.read().decode()})",
                "wait for it, then run the same command again",
            ) from None
        file.truncate(0)
        with contextlib.suppress(OSError):  # a full disk: the lock holds, and it only lacks a name
            file.write(str(os.getpid()).encode())
        yield


class Desk:
    """Where submissions go out to the lanes and results come back to be kept."""

    def __init__(
        self, course: Course, setup: Setup, book: Book, wanted: Wanted, progress: Progress, total: int
    ) -> None:
        self.course, self.setup, self.book = course, setup, book
        self.wanted, self.progress, self.total = wanted, progress, total
        self.chapter = setup.chapter.name
        self.store = Store(course, setup)
        self.store.sweep()
        self.moves = Moves(self.store.folder / "moved.jsonl")
        self.template = template_for(course, self.chapter)
        self.answers = Answers(course, self.chapter)
        self.watched = any(facts.forbid for facts in setup.chapter.exercises)
        self.graded = Graded()
        self._out: dict[str, tuple[Submission, Stored | None]] = {}

    def jobs(self, students: list[str]) -> Iterator[Job]:
        """Yield what must be judged, a submission at a time; settle what is known or cannot be run."""
        for student in students:
            path = self.course.submitted(student, self.chapter)
            submission = read_submission(student, path, self.template, watched=self.watched)
            stored = self.store.get(student)
            if not is_usable_name(student):  # neither a file nor the gradebook is to hold such a name
                self._count(Result(student, needs_human=submission.job.fault))
                continue
            only = self._to_judge(submission, stored)
            self._out[student] = (submission, stored)
            if only == ():
                self._settle(submission, stored)
            elif submission.job.fault:
                self.take(Result(student, needs_human=submission.job.fault))
            else:
                yield replace(submission.job, only=only)

    def _to_judge(self, submission: Submission, stored: Stored | None) -> tuple[str, ...] | None:
        """Return the exercises to judge: None for all, () if everything is known."""
        if stored is None or stored.result.retry or stored.submission != submission_key(submission.job):
            return None
        if self.book.handed_in_again(submission.student):
            return None
        if self.wanted.afresh:
            return self.wanted.only or None
        if submission.job.fault:
            return ()
        changed = tuple(name for name, key in self.store.keys.items() if stored.exercises.get(name) != key)
        asked = self.wanted.only or (changed if self.wanted.regrade else ())
        chosen = tuple(name for name in changed if name in asked)
        self.graded.outdated += len(chosen) < len(changed)
        return chosen

    def _settle(self, submission: Submission, stored: Stored | None) -> None:
        """Count a known result; write it again where gradebook or notebook lost it."""
        assert stored is not None
        del self._out[submission.student]
        path = self.course.autograded(submission.student, self.chapter)
        answers = answers_in(submission.repaired.notebook)
        known = answers == self.answers.known(submission.student) and self.book.holds(stored.result, answers)
        if not known or not path.exists():
            self._write(submission, stored.result)
        self._count(stored.result)

    def take(self, result: Result) -> None:
        """Keep a fresh result: in the store first, so that whatever happens next loses nothing."""
        submission, stored = self._out.pop(result.student)
        same = stored is not None and stored.submission == submission_key(submission.job)
        earlier: dict[str, str] = {}
        if stored is not None and same:
            both = stored.result.verdicts | result.verdicts
            earlier = {name: key for name, key in stored.exercises.items() if name not in result.verdicts}
            result.verdicts = {name: both[name] for name in self.store.keys if name in both}
        result.needs_human = result.needs_human or self.book.timestamp_fault(result.student)
        # Without a graded notebook the result counts as not yet written, should this process end here.
        self.course.autograded(result.student, self.chapter).unlink(missing_ok=True)
        if stored is not None and (change := moved(stored.result, result, same_notebook=same)):
            self.moves.add(change)
        self.store.put(submission.job, result, earlier)
        self._write(submission, result)
        self.graded.fresh += 1
        self._count(result)

    def close(self) -> Graded:
        """Return what became of the class, in the order of its students."""
        self.graded.results.sort(key=lambda result: result.student)
        self.graded.moved = self.moves.tell(self._score)
        states = [state for student in self.book.by_hand().values() for state in student.answers.values()]
        self.graded.unread = sum(state is None for state in states)
        return self.graded

    def _score(self, student: str) -> float | None:
        stored = self.store.get(student)
        return stored.result.score if stored is not None else None

    def _write(self, submission: Submission, result: Result) -> None:
        rubrics = rubrics_for(self.course, self.chapter)
        notebook = put_verdicts(submission.repaired.notebook, self.setup.chapter, result, rubrics)
        self.book.record(result, notebook, self.answers.known(result.student))
        write_graded(self.course, self.chapter, result.student, notebook)
        self.answers.keep(result.student, answers_in(notebook))

    def _count(self, result: Result) -> None:
        self.graded.results.append(result)
        self.progress(result, len(self.graded.results), self.total)
