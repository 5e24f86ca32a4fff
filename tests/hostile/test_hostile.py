"""Every attack in this folder gains nothing, harms nothing, and leaves the next student's grade as it was.

One file per attack, the verdict in its name. Each runs as a cell of a real submission on one lane, with an
honest notebook after it.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.parts import Exercise
from autograder.candidate.sandbox import descendants
from autograder.course import Course
from autograder.grading.setup import setup_for
from autograder.judge.grade import Budgets, Cell, Job, Result
from autograder.judge.lanes import Lanes, Setup
from autograder.manifest import Chapter

HERE = Path(__file__).parent
KIT = HERE.parents[1]
ATTACKS = sorted(HERE.glob("zero_*.py"))
SETUP = Cell("setup", "import torch\nfrom torch import Tensor\n\nfrom autograder import check")
HONEST = Exercise(KIT / "reference/ch04_linear_classification/softmax").solution.cell


@pytest.fixture(scope="module")
def lanes(sandbox, tmp_path_factory) -> Iterator[Lanes]:
    """One lane that grades the softmax of chapter 4 with small budgets."""
    course = Course.load(KIT).model_copy(update={"root": tmp_path_factory.mktemp("course")})
    full = setup_for(course, "ch04_linear_classification", sandbox)
    chapter = full.chapter
    one = Chapter(
        name=chapter.name, number=chapter.number, title=chapter.title, exercises=(chapter.exercise("softmax"),)
    )
    setup = Setup(one, {"softmax": full.checks["softmax"]}, Budgets(call=1.5, cell=3.0), full.secret, sandbox)
    with Lanes(setup, 1) as lanes:
        yield lanes


def grade(lanes: Lanes, student: str, *cells: str) -> Result:
    job = Job(student, (SETUP, *(Cell(f"cell {number}", source) for number, source in enumerate(cells, 2))))
    (result,) = lanes.grade([job])
    return result


def test_there_are_attacks():
    assert len(ATTACKS) >= 20


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda path: path.stem)
def test_an_attack_gains_nothing_and_disturbs_nobody(attack, lanes):
    before = {path.name for path in Path("/tmp").glob("planted*")}
    result = grade(lanes, "mallory", attack.read_text(encoding="utf-8"))
    assert result.score == 0, [o for o in result.verdicts["softmax"].outcomes if o.status == "passed"]
    after = grade(lanes, "ada", HONEST)
    assert (after.score, after.needs_human, after.notes) == (3.0, "", [])
    assert {path.name for path in Path("/tmp").glob("planted*")} == before


def test_no_process_is_left_behind(lanes):
    result = grade(lanes, "ada", HONEST)
    assert result.score == 3.0
    # bubblewrap, its init and the zygote are there for the next submission: nothing below the zygote.
    deadline = time.monotonic() + 5  # the supervisor ends its submission while the result is on its way
    while len(zygotes()) > 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(zygotes()) <= 3, zygotes()


def zygotes() -> list[bytes]:
    """Return the command lines of the zygotes below this process and of everything they forked."""
    commands = []
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            commands.append(Path(f"/proc/{pid}/cmdline").read_bytes())
    return [command for command in commands if b"autograder.candidate.zygote" in command]
