"""The same notebooks for otter-grader: an autograder.zip with one test case per check, and ``otter run``.

otter-grader lives in a virtual environment of its own, which sees this one's packages (torch, the kit) behind its
own. Each test case asks for one outcome of the kit's checks and, as the kit does, for the exercise's first one.
"""

import copy
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

from nbformat import NotebookNode

from autograder.checking import with_checks
from benchmarks.course import Class, chapter_facts, environment, handed_in, submitted
from benchmarks.in_kernel import check_files
from benchmarks.stock import write

VERSION = "7.0.0"
HEAD = '''\
"""The checks of {exercise}, run once and asked for one by one."""

from otter.test_files import test_case

OK_FORMAT = False
name = "{exercise}"
passed = None


def require(env, check):
    global passed
    if passed is None:
        from benchmarks.in_kernel import verdict

        found = verdict(env, "{exercise}")
        passed = {{o.check for o in found.outcomes if o.status == "passed" and found.through_the_door}}
    assert check in passed, check

'''
CASE = """
@test_case(points={points!r}, hidden=True)
def {check}(env):
    require(env, "{check}")

"""


class Otter:
    """otter-grader in an environment of its own, and the autograder of chapter 4."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.program = place / "bin" / "otter"

    def install(self) -> None:
        """Make the environment unless it is there."""
        if self.program.exists():
            return
        print(f"installing otter-grader {VERSION} into {self.place}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(self.place)], check=True)
        pip = [str(self.place / "bin" / "python"), "-m", "pip", "install", "--quiet", f"otter-grader=={VERSION}"]
        subprocess.run(pip, check=True)
        (packages,) = self.place.glob("lib/python*/site-packages")
        (packages / "beside.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    def environment(self) -> dict[str, str]:
        return {**environment(), "PATH": f"{self.place / 'bin'}:{environment()['PATH']}"}

    def make_autograder(self, folder: Path) -> Path:
        """Write the tests and pack them with ``otter generate``; return the zip."""
        tests = folder / "tests"
        tests.mkdir(parents=True, exist_ok=True)
        chapter = chapter_facts()
        for facts in chapter.exercises:
            checks = names_of(check_files(chapter, facts.id))
            points = facts.points / len(checks)
            cases = "".join(CASE.format(check=check, points=points) for check in checks)
            (tests / f"{facts.id}.py").write_text(HEAD.format(exercise=facts.id) + cases, encoding="utf-8")
        options = ["-t", "tests", "-o", "autograder.zip", "--no-config", "--no-requirements", "--no-environment"]
        command = [str(self.program), "generate", *options]
        subprocess.run(command, cwd=folder, env=self.environment(), check=True, capture_output=True)
        return folder / "autograder.zip"

    def command(self, notebook: Path, out: Path) -> list[str]:
        """Return the command that grades one notebook; it leaves results.json in ``out``."""
        return [str(self.program), "run", "--no-logo", "-a", "autograder.zip", "-o", str(out), str(notebook)]


def make_otter_class(stock: Class, otter: Otter, count: int) -> Class:
    """Take the stock course's submissions without its check cells: otter-grader runs its tests at the end."""
    folder = stock.template.with_name(stock.template.name.replace("stock", "otter"))
    otter.make_autograder(folder)
    for student in stock.students[:count]:
        write(without_checks(handed_in(stock.template, student)), submitted(folder, student))
        (folder / "results" / student).mkdir(parents=True)
    return Class(folder, stock.students[:count])


def without_checks(notebook: NotebookNode) -> NotebookNode:
    notebook = copy.deepcopy(notebook)
    notebook.cells = [cell for cell in notebook.cells if not cell.metadata.get("nbgrader", {}).get("grade")]
    return notebook


def score(folder: Path, student: str) -> float:
    """Return the points of one results.json."""
    found = json.loads((folder / "results" / student / "results.json").read_text(encoding="utf-8"))
    return round(sum(test.get("score", 0.0) for test in found["tests"]), 2)


def names_of(files: list[Path]) -> list[str]:
    """Return the names of the checks that count on this machine, in order."""
    names: list[str] = []
    with_checks(files, lambda r: names.extend(i.name for path in files for i in r.items[path.resolve()]))
    return names
