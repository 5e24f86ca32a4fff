"""The whole road on real notebooks: build, release, a practice class, grade, feedback, report."""

import shutil
from pathlib import Path

from rich.console import Console
from rich.progress import track

from autograder.authoring.build import build_chapter
from autograder.course import FILE, Course
from autograder.grading.classroom import grade
from autograder.grading.nbgrader_runs import generate_feedback
from autograder.grading.practice import practice_class, write_submission
from autograder.grading.progress import GradingBar
from autograder.grading.release import release, student_wheel, student_zip
from autograder.grading.report import write_report

LARGE, SMALL = 8, 3
"""Honest students of the first chapter, where there is most to see, and of each other one."""


def demo(course: Course, folder: Path, *, sandbox: str | None = None, chapters: list[str] | None = None) -> None:
    """Run the main job from parts to report in ``folder``, which is emptied first."""
    say = Console(highlight=False)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    entries = course.chosen(chapters)
    say.print(f"[bold]1. Build[/bold] {len(entries)} chapters from reference/ into solutions/")
    for entry in track(entries, description="building", console=say):
        for file in build_chapter(course, entry):
            if not file.is_current():
                file.write()
    for name in (FILE, "nbgrader_config.py"):
        shutil.copy(course.root / name, folder / name)
    shutil.copytree(course.root / "solutions", folder / "solutions")
    classroom = Course.read(folder / FILE)

    say.print("[bold]2. Release[/bold] to students, and prove that nothing hidden ships")
    for entry in track(entries, description="releasing", console=say):
        release(classroom, entry)
    wheel = student_wheel(classroom)
    for entry in entries:
        student_zip(classroom, entry, wheel)

    say.print("[bold]3. A class[/bold] from right, wrong and unwritten answers, two students hostile")
    handed_in = 0
    for entry in entries:
        released = classroom.released(entry.name)
        for planned in practice_class(course, entry, LARGE if entry is entries[0] else SMALL):
            write_submission(classroom, planned, released, course.reference / entry.name)
            handed_in += 1
    say.print(f"{handed_in} notebooks in {folder.name}/submitted/")

    say.print("[bold]4. Grade[/bold]")
    for entry in entries:
        with GradingBar(entry.name) as bar:
            graded = grade(classroom, entry.name, sandbox=sandbox, progress=bar.show)
        bar.summary(graded)

    say.print("[bold]5. Feedback and report[/bold]")
    for entry in track(entries, description="writing", console=say):
        generate_feedback(classroom, entry.name)
        write_report(classroom, entry.name)
    first = entries[0].name
    say.print("\nLook at:")
    for what, where in (
        ("a student's notebook", f"assignments/{first}/{first}.ipynb"),
        ("what students get", f"dist/{first}.zip"),
        ("one student's feedback", f"feedback/{_mixed(classroom, first)}/{first}/{first}.html"),
        ("the class report", f"report/{first}.html"),
        ("the gradebook", "gradebook.db (cd there, then: fathom lab . and choose Formgrader in the Nbgrader menu)"),
    ):
        say.print(f"  {what:24} {folder.name}/{where}", soft_wrap=True)


def _mixed(course: Course, chapter: str) -> str:
    """Return a student whose feedback is worth a look."""
    return "barbara" if (course.root / "feedback" / "barbara" / chapter).is_dir() else "ada"
