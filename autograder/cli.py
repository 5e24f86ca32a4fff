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


