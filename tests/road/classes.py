"""Classes made of every right and wrong answer of a chapter, and what each student must get."""

from autograder.authoring.parts import Exercise, Variant, chosen_exercises
from autograder.course import Course
from autograder.grading.practice import HOSTILE, Planned, write_submission
from autograder.judge.jobs import Result


def hand_in(course: Course, planned: Planned) -> None:
    write_submission(course, planned, course.released(planned.chapter), course.reference / planned.chapter)


def plans(course: Course, chapter: str) -> list[Planned]:
    """Return a class in which every wrong answer of every exercise stands in one notebook."""
    exercises = chosen_exercises(course, course.chapter(chapter))
    made = [Planned("reference", chapter, {e.name: "reference" for e in exercises})]
    made.append(Planned("stub", chapter, {e.name: "stub" for e in exercises}))
    made += [Planned(student, chapter, {e.name: "hostile" for e in exercises}) for student in HOSTILE]
    # Two mistakes in one notebook may undo each other where one exercise calls the other: one level at a time.
    for level in range(1 + max(depth(e, exercises) for e in exercises)):
        chosen = [e for e in exercises if depth(e, exercises) == level]
        for number in range(max(len(e.variants("wrong")) for e in chosen)):
            made.append(
                Planned(f"wrong{level}{number:02}", chapter, nth_answers(exercises, chosen, "wrong", number))
            )
    for number in range(max(len(e.variants("right")) for e in exercises)):
        made.append(Planned(f"right{number:02}", chapter, nth_answers(exercises, exercises, "right", number)))
    return made


def depth(exercise: Exercise, exercises: list[Exercise]) -> int:
    """Return how many exercises deep the needs of an exercise go."""
    needed = [e for e in exercises if e.name in exercise.head.needs]
    return 1 + max(depth(e, exercises) for e in needed) if needed else 0


def nth_answers(
    exercises: list[Exercise], chosen: list[Exercise], kind: str, number: int
) -> dict[str, Variant | str]:
    """Return the nth wrong or right file for the chosen exercises, the reference for all others."""
    answers: dict[str, Variant | str] = {e.name: "reference" for e in exercises}
    return answers | {e.name: e.variants(kind)[number] for e in chosen if number < len(e.variants(kind))}


def planted(made: list[Planned], results: list[Result]) -> tuple[int, list[str]]:
    """Return how many planted mistakes were recognised as such, and which were not."""
    by_student = {result.student: result for result in results}
    recognised, missed = 0, []
    for planned in made:
        for name, answer in planned.answers.items():
            if not isinstance(answer, Variant) or answer.path.parent.name != "wrong":
                continue
            found = [mistake.name for mistake in by_student[planned.student].verdicts[name].misconceptions]
            recognised += answer.name in found
            if answer.name not in found:
                missed.append(f"{name}/{answer.name}")
    return recognised, missed
