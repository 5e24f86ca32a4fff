"""What grading a chapter needs, gathered from the course."""

from functools import cache

from nbformat import NotebookNode

from autograder.authoring.parts import Exercise
from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.repair import Template
from autograder.grading.store import course_secret
from autograder.judge.grade import Budgets
from autograder.judge.lanes import Setup
from autograder.judge.misconceptions import Known, KnownAnswers
from autograder.manifest import CHECKS, Chapter, read_chapter
from autograder.reading import read_notebook


def chapter_facts(course: Course, chapter: str) -> Chapter:
    """Return the facts of a built chapter."""
    path = CHECKS / course.chapter(chapter).name / "chapter.json"
    if not path.is_file():
        raise FathomError(path, "is missing: the chapter is not built", f"fathom build {chapter[:4]}")
    return read_chapter(path)


def setup_for(course: Course, chapter: str, sandbox: str | None = None) -> Setup:
    """Return what the lanes of a chapter need."""
    facts = chapter_facts(course, chapter)
    home = course.reference / facts.name
    checks = {
        exercise.id: [facts.public_checks(exercise.id), home / exercise.id / "test_hidden.py"]
        for exercise in facts.exercises
    }
    asked = course.grading
    budgets = Budgets(asked.call_seconds, asked.check_seconds, asked.cell_seconds, asked.submission_seconds)
    memory = int(asked.memory_gib * 2**30)
    known = {exercise.id: known_answers(Exercise(home / exercise.id)) for exercise in facts.exercises}
    return Setup(facts, checks, budgets, course_secret(course), known, sandbox or asked.sandbox, memory)


def known_answers(exercise: Exercise) -> KnownAnswers:
    """Return the answers of an exercise whose behaviour is known."""
    needs = tuple((need, exercise.folder.parent / need / "solution.py") for need in exercise.head.needs)
    wrong = (Known(variant.path, needs, variant.explanation) for variant in exercise.variants("wrong"))
    return KnownAnswers(Known(exercise.folder / "solution.py", needs), tuple(wrong))


@cache
def solved_notebook(course: Course, chapter: str) -> NotebookNode:
    """Return the solved notebook of a chapter."""
    again = f"fathom build {chapter[:4]}"
    return read_notebook(course.solved(chapter), again, again)


@cache
def template_for(course: Course, chapter: str) -> Template:
    """Return the released notebook of a chapter, which submissions are put in order by."""
    again = f"fathom release {chapter[:4]}"
    return Template(read_notebook(course.released(chapter), again, again))
