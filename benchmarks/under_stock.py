"""Attacks on a stock nbgrader course whose grade cell holds plain assertions with hidden values, as usual."""

import copy
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

from nbformat import NotebookNode

from autograder.authoring.parts import Exercise
from autograder.course import KIT, Course
from autograder.reading import read_notebook
from benchmarks.course import AGAIN, CHAPTER, environment, notebook_of, submitted
from benchmarks.findings import Finding, files, finding, harm_in, harm_to, rows, strange
from benchmarks.stock import release_stock, source_notebook, write
from tests.hostile.attacks import notebook_with

TAKES_THE_MACHINE_DOWN = (
    "zero_chain_of_forks",
    "zero_disk_bomb",
    "zero_fork_bomb",
    "zero_inode_bomb",
    "zero_memory_bomb",
    "zero_memory_that_no_process_holds",
    "zero_shared_memory_bomb",
    "zero_thread_bomb",
)
"""What no limit of stock nbgrader stops; not run there."""
HARMLESS = (
    ".nbgrader.log",
    "/mallory/",
    "/autograded/zoe/",
    "gradebook.db",
    "/.cache/",
    "/.local/share/jupyter/",
    "/migrated",
    "history.sqlite",
    "__pycache__",
)
NULL = subprocess.DEVNULL
CONFIG = "c.Execute.timeout = 20\n"
CHECKS = {
    "softmax": """\
### BEGIN HIDDEN TESTS
logits = torch.tensor([[0.0, 1.0, 2.0], [3.0, 0.0, 0.0]])
want = torch.tensor([[0.09003057, 0.24472847, 0.66524096], [0.90944301, 0.04527850, 0.04527850]])
torch.testing.assert_close(softmax(logits), want, rtol=1e-5, atol=1e-6)
assert torch.allclose(softmax(logits, 0).sum(0), torch.ones(3))
assert softmax(logits).shape == logits.shape
large = softmax(torch.tensor([[1e4, 0.0, -1e4]]))
assert torch.equal(large, torch.tensor([[1.0, 0.0, 0.0]])), "large logits"
### END HIDDEN TESTS
""",
    "cross_entropy_from_logits": """\
### BEGIN HIDDEN TESTS
loss = cross_entropy_from_logits(torch.tensor([[0.0, 1.0, 2.0]]), torch.tensor([2]))
torch.testing.assert_close(loss, torch.tensor(0.40760596), rtol=1e-5, atol=1e-6)
total = cross_entropy_from_logits(torch.tensor([[0.0, 200.0]]), torch.tensor([0]), "sum")
assert torch.equal(total, torch.tensor(200.0)), "large logits"
### END HIDDEN TESTS
""",
}
DUE = 3.0
"""What an honest softmax earns; the other exercise is left unwritten."""


class StockTarget:
    """A stock course in which two students are graded already: ada, honest, and noah, who wrote nothing."""

    def __init__(self, folder: Path, seconds: float) -> None:
        self.folder, self.seconds = folder, seconds
        self.template = folder / "template"
        solved = read_notebook(Course.load(KIT).solved(CHAPTER), AGAIN, AGAIN)
        release_stock(self.template, source_notebook(solved, CHECKS, demos=False), CONFIG)
        self.released = notebook_of(self.template, "release")
        write(honest(self.released), submitted(self.template, "ada"))
        write(self.released, submitted(self.template, "noah"))
        self.home = folder / "home-before"  # after a first run: what IPython writes there is nobody's harm
        self.home.mkdir()
        status = self._autograde(self.template, self.home)
        before = rows(self.template / "gradebook.db")
        if status != 0 or harm_to(before, "ada", DUE) or harm_to(before, "noah", 0.0):
            raise RuntimeError(f"stock nbgrader does not grade honest notebooks here: {status}, {before}")
        self.before = before

    def attack(self, attack: Path) -> Finding:
        """Hand in mallory's attack and zoe's honest notebook, run nbgrader, look at what became of the course."""
        if attack.stem in TAKES_THE_MACHINE_DOWN:
            return Finding(not_run="would take the machine down")
        course, home = self.folder / "course", self.folder / "home"
        for place in (course, home):
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self.template, course)
        write(notebook_with(attack, self.released), submitted(course, "mallory"))
        write(honest(self.released), submitted(course, "zoe"))
        shutil.copytree(self.home, home)
        before = files(course, home)
        status = self._autograde(course, home)
        return self._finding(course, status, strange(before, files(course, home), HARMLESS))

    def _finding(self, course: Path, status: int | None, planted: list[Path]) -> Finding:
        harm = []
        if status is None:
            harm.append(f"grading did not end within {self.seconds:g} s")
        elif status < 0 or status > 1:  # nbgrader ends with 1 where it could not grade a notebook
            harm.append("grading was ended")
        try:
            after = rows(course / "gradebook.db")
        except sqlite3.Error:
            return Finding(None, [*harm, "the gradebook cannot be read"])
        if any(after.get(student) != kept for student, kept in self.before.items()):
            harm.append("grades of others were changed")
        found = finding(after, "mallory", [*harm, *harm_to(after, "zoe", DUE), *harm_in(planted)])
        found.needs_human = False  # what the mark says there, the attack wrote
        return found

    def _autograde(self, course: Path, home: Path) -> int | None:
        """Run nbgrader where course and home alone can be written; return its status, None if it was ended."""
        # Whoever measures may be root, and root could mount the system anew and write to it.
        command = ["bwrap", "--unshare-user", "--disable-userns", "--cap-drop", "ALL", "--ro-bind", "/", "/"]
        command += ["--dev", "/dev", "--proc", "/proc", "--ro-bind", "/proc/sys", "/proc/sys"]
        command += ["--size", str(2**29), "--tmpfs", "/tmp"]
        command += ["--bind", str(course), str(course), "--bind", str(home), str(home)]
        command += ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--new-session", "--die-with-parent"]
        command += ["--setenv", "HOME", str(home), "--chdir", str(course)]
        command += ["prlimit", "--as=6000000000", "--fsize=100000000", "--core=0"]
        command += [sys.executable, "-m", "nbgrader", "autograde", CHAPTER]
        try:
            # Nowhere to write to: an attack may write without end.
            done = subprocess.run(
                command, env=environment(), stdout=NULL, stderr=NULL, timeout=self.seconds, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        return done.returncode


def honest(released: NotebookNode) -> NotebookNode:
    """Return the released notebook with the reference's softmax."""
    notebook = copy.deepcopy(released)
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "softmax":
            cell.source = Exercise(KIT / "reference" / CHAPTER / "softmax").solution.cell
    return notebook
