"""What grading a chapter needs, gathered from the course."""

from functools import cache

from nbformat import NotebookNode

from autograder.authoring.known import known_answers
from autograder.authoring.parts import Exercise
from autograder.authoring.questions import read_question
from autograder.course import Course
from autograder.errors import FathomError
from autograder.grading.store import course_secret
from autograder.grading.template import Template
from autograder.judge.jobs import Budgets, Setup
from autograder.manifest import CHECKS, Chapter, read_chapter
from autograder.reading import read_notebook


def chapter_facts(course: Course, chapter: str) -> Chapter:
    """Return the facts of a built chapter, less what this course leaves out."""
    entry = course.chapter(chapter)
    path = CHECKS / entry.name / "chapter.json"
    if not path.is_file():
        raise FathomError(path, "is missing: the chapter is not built", f"fathom build {chapter[:4]}")
    facts = read_chapter(path)
    exercises = tuple(exercise for exercise in facts.exercises if exercise.id not in entry.leave_out)
    questions = tuple(question for question in facts.questions if question.id not in entry.leave_out)
    return facts.model_copy(update={"exercises": exercises, "questions": questions})


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


@cache
def rubrics_for(course: Course, chapter: str) -> dict[str, str]:
    """Return the rubrics of a chapter's questions by the grade id of the cell that asks."""
    facts = chapter_facts(course, chapter)
    paths = [course.reference / facts.name / f"{asked.id}.md" for asked in facts.questions]
    return {question.cell_id: question.rubric for question in map(read_question, paths)}


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
