"""The command ``fathom``: one verb per job of student, instructor and author."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.errors import CheckFault, FathomError

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)

Chapters = Annotated[list[str] | None, typer.Argument(help="Chapters such as ch04; all if none is named.")]


@app.command()
def build(
    chapters: Chapters = None,
    check: Annotated[bool, typer.Option("--check", help="Write nothing; fail if a built file is stale.")] = False,
) -> None:
    """Build solved notebooks and the facts that ship from the authors' parts."""
    from autograder.authoring.build import build_chapter
    from autograder.course import Course

    course = Course.load()
    built = [file for entry in course.chosen(chapters) for file in build_chapter(course, entry)]
    stale = [file for file in built if not file.is_current()]
    if check and stale:
        names = ", ".join(str(file.path.relative_to(course.root)) for file in stale)
        raise FathomError(names, "differs from what the parts give", "fathom build")
    for file in stale:
        file.write()
        typer.echo(f"wrote {file.path.relative_to(course.root)}")
    typer.echo(f"{len(built)} files current")


@app.command()
def release(chapters: Chapters = None) -> None:
    """Make the students' notebooks, wheel and zips, and prove that they give nothing away."""
    from autograder.course import Course
    from autograder.grading.release import release as release_chapter
    from autograder.grading.release import student_wheel, student_zip

    course = Course.load()
    entries = course.chosen(chapters)
    for entry in entries:
        folder = release_chapter(course, entry)
        typer.echo(f"released {folder.relative_to(course.root)}")
    wheel = student_wheel(course)
    for entry in entries:
        path = student_zip(course, entry, wheel)
        typer.echo(f"packed {path.relative_to(course.root)} for students: notebook and wheel, no leak found")


@app.command()
def grade(
    chapter: Annotated[str, typer.Argument(help="A chapter such as ch04.")],
    students: Annotated[list[str] | None, typer.Option("--students", help="Only these; repeat the option.")] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", help="Lanes; one per core if not given.")] = None,
    sandbox: Annotated[str | None, typer.Option(help="strong, or weak for notebooks that you trust.")] = None,
    regrade: Annotated[bool, typer.Option("--regrade", help="Grade again even what is known already.")] = False,
) -> None:
    """Grade the class's submissions of a chapter into nbgrader's gradebook."""
    from autograder.course import Course
    from autograder.grading.progress import GradingBar
    from autograder.grading.classroom import grade as grade_class

    if sandbox not in (None, "strong", "weak"):
        raise FathomError(f"--sandbox={sandbox}", "is no kind of sandbox", "use strong or weak")
    course = Course.load()
    entry = course.chosen([chapter])[0]
    with GradingBar(entry.name) as bar:
        graded = grade_class(
            course, entry.name, students=students, lanes=jobs, sandbox=sandbox, afresh=regrade, progress=bar.show
        )
    bar.summary(graded)


@app.command()
def feedback(chapter: Annotated[str, typer.Argument(help="A chapter such as ch04.")]) -> None:
    """Write each student's feedback page through nbgrader."""
    from autograder.course import Course
    from autograder.grading.nbgrader_runs import generate_feedback

    course = Course.load()
    entry = course.chosen([chapter])[0]
    generate_feedback(course, entry.name)
    typer.echo(f"wrote feedback/*/{entry.name}/{entry.name}.html")


@app.command()
def lab(
    folder: Annotated[Path | None, typer.Argument(help="Folder to open; assignments/ or this one if none.")] = None,
) -> None:
    """Open JupyterLab on the assignments."""
    import subprocess

    folder = folder or (Path("assignments") if Path("assignments").is_dir() else Path("."))
    if not folder.is_dir():
        raise FathomError(folder, "is no folder", "fathom lab FOLDER")
    sys.exit(subprocess.call([sys.executable, "-m", "jupyterlab", str(folder)]))


def main() -> None:
    """Run the command; say faults that people can mend in their own words."""
    try:
        app()
    except FathomError as error:
        typer.echo(f"fathom: {error}", err=True)
        sys.exit(2)
    except CheckFault as fault:
        typer.echo(f"fathom: a fault of the kit, not of an answer: {fault}", err=True)
        sys.exit(3)
    except BrokenPipeError:
        sys.exit(1)


