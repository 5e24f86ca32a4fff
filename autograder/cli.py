"""The command ``fathom``: one verb per job of student, instructor and author."""

import os
import signal
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
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Regrade just these exercises; new notebooks are graded whole."),
    ] = None,
    regrade: Annotated[
        bool, typer.Option("--regrade", help="Also what was graded with earlier checks; tell whose grade moved.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume/--afresh", help="Keep what is known, or grade everything anew.")
    ] = True,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="Lanes; one per core if not given.")
    ] = None,
    sandbox: Annotated[str | None, typer.Option(help="strong, or weak for notebooks that you trust.")] = None,
) -> None:
    """Grade the class's submissions of a chapter into nbgrader's gradebook.

    What was graded is kept by content: run the command again, after a crash too, and only what is new or
    changed is graded. Exit codes: 0 done (the list says what waits for a human), 2 something to mend first (the
    message says what), 3 a fault of the kit, 130 stopped by Ctrl-C, 143 by a signal to end.
    """
    from autograder.course import Course
    from autograder.grading.classroom import Wanted
    from autograder.grading.classroom import grade as grade_class
    from autograder.grading.progress import GradingBar

    if sandbox not in (None, "strong", "weak"):
        raise FathomError(f"--sandbox={sandbox}", "is no kind of sandbox", "use strong or weak")
    course = Course.load()
    entry = course.chosen([chapter])[0]
    wanted = Wanted(regrade, tuple(only or ()), afresh=not resume)
    with GradingBar(entry.name) as bar:
        graded = grade_class(
            course, entry.name, students=students, lanes=jobs, sandbox=sandbox, wanted=wanted, progress=bar.show
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
def report(chapter: Annotated[str, typer.Argument(help="A chapter such as ch04.")]) -> None:
    """Write the class report of a graded chapter as one HTML page."""
    from autograder.course import Course
    from autograder.grading.report import write_report

    course = Course.load()
    path = write_report(course, course.chosen([chapter])[0].name)
    typer.echo(f"wrote {path.relative_to(course.root)}")


@app.command()
def demo(
    folder: Annotated[Path, typer.Argument(help="Where to make the practice course; emptied first.")] = Path(
        "demo"
    ),
    sandbox: Annotated[str | None, typer.Option(help="strong, or weak where bubblewrap is missing.")] = None,
) -> None:
    """Run the whole road on a practice class: build, release, grade, feedback, report."""
    from autograder.course import Course
    from autograder.grading.demo import demo as run_demo

    course = Course.load()
    if folder.resolve() == course.root or course.root.is_relative_to(folder.resolve()):
        raise FathomError(folder, "is the course itself and would be emptied", "fathom demo demo")
    if folder.exists() and any(folder.iterdir()) and not (folder / "course.yaml").is_file():
        raise FathomError(folder, "holds something else and would be emptied", "fathom demo demo")
    run_demo(course, folder.resolve(), sandbox=sandbox)


@app.command()
def new(
    chapter: Annotated[str, typer.Argument(help="A chapter such as ch04.")],
    exercise: Annotated[str, typer.Argument(help="The name of the function or class to write.")],
) -> None:
    """Make a new exercise that works at once, to be rewritten into your own."""
    from autograder.authoring.new import new_exercise
    from autograder.course import Course

    course = Course.load()
    entry = course.chapter(chapter)
    for path in new_exercise(course, entry, exercise):
        typer.echo(f"wrote {path}")
    typer.echo(f"next: edit them, then fathom check {entry.name[:4]}/{exercise}")


@app.command()
def absorb(chapter: Annotated[str, typer.Argument(help="A chapter such as ch04.")]) -> None:
    """Write edits made in a solved notebook back to page.md, task.md and solution.py."""
    from autograder.authoring.absorb import absorb_chapter
    from autograder.course import Course

    course = Course.load()
    entry = course.chosen([chapter])[0]
    changed = absorb_chapter(course, entry)
    for path in changed:
        typer.echo(f"wrote {path.relative_to(course.root)}")
    typer.echo(f"next: fathom build {entry.name[:4]}" if changed else "the notebook is as built; nothing to absorb")


@app.command()
def check(
    names: Annotated[
        list[str] | None, typer.Argument(help="Exercises such as ch04/softmax, chapters such as ch04; all if none.")
    ] = None,
    answer: Annotated[
        Path | None, typer.Option("--answer", help="A notebook or .py file to check instead.")
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Seeds over which right answers must pass.")] = 100,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Processes; one per core.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the proofs there as JSON.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Write docs/quality.md; for all exercises.")] = False,
) -> None:
    """Prove exercises complete and their checks right; with --answer, check somebody's answer.

    Reference and right answers pass over all seeds, wrong answers fail the check they name, stubs fail as stubs,
    automatic mutants of the reference die. What is known by content is not proved again. Exit code 1 if anything
    is found.
    """
    if answer is not None:
        from autograder.notebook.terminal import check_file

        if not names:
            raise FathomError(
                "--answer", "needs the exercise that it answers", f"fathom check softmax --answer {answer}"
            )
        sys.exit(0 if all(check_file(name, answer) for name in names) else 1)
    from autograder.authoring.gatekeeper import Gatekeeper
    from autograder.authoring.parts import find_exercises
    from autograder.course import Course

    if write and names:
        raise FathomError("--write", "writes the table of all exercises", "fathom check --write")
    course = Course.load()
    wanted = names or [entry.name for entry in course.built_chapters()]
    exercises = [exercise for name in wanted for exercise in find_exercises(course, name)]
    keeper = Gatekeeper(exercises, seeds, jobs)
    quiet = keeper.run()
    if json_file is not None:
        json_file.write_text(keeper.json(), encoding="utf-8")
    if write:
        for path in keeper.write():
            typer.echo(f"wrote {path.relative_to(course.root)}")
    sys.exit(0 if quiet else 1)


@app.command()
def doctor() -> None:
    """Try what grading needs on this machine and say what is missing and how to get it."""
    from autograder.judge.doctor import examine

    sys.exit(0 if examine() else 1)


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Folder to open; assignments/ or this one if none.")] = None,
) -> None:
    """Open JupyterLab on the assignments; further options go to jupyter lab."""
    import subprocess

    if folder is None or str(folder).startswith("-"):
        context.args[:0] = [str(folder)] if folder is not None else []
        folder = Path("assignments") if Path("assignments").is_dir() else Path(".")
    if not folder.is_dir():
        raise FathomError(folder, "is no folder", "fathom lab FOLDER")
    # Defaults that ask no questions about news and updates: students come to work on a notebook.
    defaults = str(Path(__file__).parent / "notebook" / "jupyter")
    paths = os.pathsep.join(filter(None, [os.environ.get("JUPYTER_CONFIG_PATH"), defaults]))
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder.resolve()}", *context.args]
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": paths}
    if os.name == "posix":
        os.execve(sys.executable, command, environment)  # so that what ends this command ends JupyterLab
    sys.exit(subprocess.call(command, env=environment))


STOPPED = "fathom: stopped; what was finished is kept, run the command again to go on"


def _stop(number: int, frame: object) -> None:
    raise SystemExit(128 + number)  # unwinds, so that lanes end with the command


def main() -> None:
    """Run the command; say faults that people can mend in their own words."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # names of files may hold what a terminal cannot show
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup has it ignored
            signal.signal(number, _stop)
    try:
        app()
    except SystemExit as end:
        if isinstance(end.code, int) and end.code > 128:
            typer.echo(STOPPED, err=True)
        raise
    except FathomError as error:
        typer.echo(f"fathom: {error}", err=True)
        sys.exit(2)
    except CheckFault as fault:
        typer.echo(f"fathom: a fault of the kit, not of an answer: {fault}", err=True)
        sys.exit(3)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:  # beside the command itself, which typer ends with 130
        typer.echo(STOPPED, err=True)
        sys.exit(130)
    except OSError as error:
        typer.echo(f"fathom: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        typer.echo("  next: look at permissions and free space there, then run the command again", err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
