"""Releases chapters: nbgrader's generate_assignment, the students' wheel and zip, and the leak check."""

import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from autograder.authoring.parts import Exercise, exercises_of
from autograder.authoring.questions import Question, questions_of
from autograder.course import ChapterEntry, Course
from autograder.errors import CheckFault, LeakError
from autograder.grading.nbgrader_runs import generate_assignment
from autograder.manifest import CHECKS

PACKAGE = Path(__file__).parents[2]
HIDDEN_FOLDERS = ("reference", "solutions", "tests")
CHECK = re.compile(r"^def (test_\w+)", re.MULTILINE)
LEAST = 20
SAYS_NOTHING = re.compile(
    r"(for|raise|import|from|def|class|with)\b.*|return [\w, ]+|\w+\.zero_grad\(\)|"
    r"\w+(, \w+)+ = \w+(\([\w, ]*\))?|\w+ = [\w.]+\(\)"
)
"""Short lines, heads of blocks, errors that the task names, plain returns, unpacking, a new object say little."""


@dataclass(frozen=True)
class Secret:
    """A piece of text that must not ship, and where it comes from."""

    text: str
    source: str


def release(course: Course, entry: ChapterEntry) -> Path:
    """Write the students' notebook of a chapter and prove that it gives nothing away; return its folder."""
    generate_assignment(course, entry.name)
    folder = course.root / "assignments" / entry.name
    assert_no_leak(parts_of(course, entry), folder)
    return folder


def student_wheel(course: Course) -> Path:
    """Build the wheel that students install; return its path in dist/."""
    dist = course.root / "dist"
    for older in (PACKAGE / "build").glob("[lb]*"):  # lib and bdist.*: setuptools would pack what lies there
        if older.name == "lib" or older.name.startswith("bdist"):
            shutil.rmtree(older, ignore_errors=True)
    for stale in dist.glob("*.whl"):
        stale.unlink()
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*command, "-w", str(dist), str(PACKAGE)], capture_output=True, text=True, check=False)
    wheels = list(dist.glob("*.whl"))
    if done.returncode != 0 or not wheels:
        raise CheckFault(f"pip wheel failed: {done.stderr[-500:]}")
    for entry in course.built_chapters():
        assert_no_leak(parts_of(course, entry), wheels[0])
    return wheels[0]


def student_zip(course: Course, entry: ChapterEntry, wheel: Path) -> Path:
    """Pack a released chapter and the wheel for students; return the zip's path."""
    folder = course.root / "assignments" / entry.name
    path = course.root / "dist" / f"{entry.name}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, f"{entry.name}/{file.relative_to(folder)}")
        archive.write(wheel, wheel.name)
    assert_no_leak(parts_of(course, entry), path)
    return path


def parts_of(course: Course, entry: ChapterEntry) -> list[Exercise | Question]:
    """Return everything of a chapter that has something to hide."""
    home = course.reference / entry.name
    return [*exercises_of(home), *questions_of(home)]


def assert_no_leak(hiding: Sequence[Exercise | Question], shipped: Path) -> None:
    """Raise LeakError if a shipped folder, zip or wheel holds a hidden file or what ``secrets_of`` a part says."""
    hidden = [secret for part in hiding for secret in secrets_of(part)]
    for where, name, text in _texts(shipped):
        parts = set(Path(name).parts)
        if folder := next((folder for folder in HIDDEN_FOLDERS if folder in parts), None):
            raise LeakError(
                where, f"contains {name}, from {folder}/, which never ships", "remove it and release again"
            )
        for secret in hidden:
            if secret.text in text:
                raise LeakError(
                    f"{where}: {name}",
                    f"gives away {secret.text!r} of {secret.source}",
                    "mend page.md, task.md, question or public checks, then fathom build and fathom release",
                )


def secrets_of(part: Exercise | Question) -> Iterator[Secret]:
    """Yield what would give a part away: solution lines, hidden checks, model answers and rubrics."""
    if isinstance(part, Question):
        place = f"reference/{part.chapter}/{part.path.name}"
        yield from (Secret(line, place) for line in part.secret_lines())
    else:
        yield from _secrets_of_exercise(part)


def _secrets_of_exercise(exercise: Exercise) -> Iterator[Secret]:
    """Yield solution lines, and hidden checks' first lines and assertions."""
    place = f"reference/{exercise.chapter}/{exercise.name}"
    told = exercise.read("task.md")  # the last hint may be nearly the solution: its author says so on purpose
    for line in exercise.solution.secret_lines():
        if len(line) >= LEAST and not SAYS_NOTHING.fullmatch(line) and line not in told:
            yield Secret(line, f"{place}/solution.py")
    public = _public_checks()
    hidden = exercise.read("test_hidden.py")
    for name in set(CHECK.findall(hidden)) - set(CHECK.findall(public)):
        yield Secret(f"def {name}(", f"{place}/test_hidden.py")
    for line in map(str.strip, hidden.splitlines()):
        if line.startswith("assert") and not line.endswith("(") and len(line) >= LEAST and line not in public:
            yield Secret(line, f"{place}/test_hidden.py")


@cache
def _public_checks() -> str:
    """Return all public checks as one text: what they say is no secret, whichever exercise says it too."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(CHECKS.glob("*/test_*.py")))


def _texts(shipped: Path) -> Iterator[tuple[Path, str, str]]:
    """Yield (where, name, text) of every file that ships, looking into zips and wheels within zips."""
    if shipped.is_dir():
        for file in sorted(shipped.rglob("*")):
            if file.is_file():
                yield shipped, str(file.relative_to(shipped)), _code(file.read_bytes())
    else:
        yield from _zipped(shipped, shipped)


def _zipped(where: Path, file: Path | io.BytesIO) -> Iterator[tuple[Path, str, str]]:
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(".whl"):
                yield from _zipped(where, io.BytesIO(data))
            else:
                yield where, name, _code(data)


def _code(data: bytes) -> str:
    """Return text with JSON's escapes undone, so that a line in a notebook reads as in a file."""
    text = data.decode("utf-8", errors="replace")
    return text.replace('\\"', '"').replace("\\\\", "\\")
