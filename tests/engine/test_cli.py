"""Wrong arguments and bad surroundings: a sentence with file, fault and next command, never a traceback of ours."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

KIT = Path(__file__).parents[2]


def fathom(*arguments: str, cwd: Path = KIT) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "autograder.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(KIT)}
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, env=environment)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", "ch99"], "ch99: is no chapter of course.yaml\n  next: use one of: ch01"),
        (["grade", "ch01"], "is planned and has no page yet\n  next: fathom new ch01"),
        (["grade", "ch04", "--sandbox", "none"], "is no kind of sandbox\n  next: use strong or weak"),
        (["report", "ch99"], "is no chapter"),
        (["check", "sofmax"], "sofmax: is no exercise of this course\n  next: use one of: softmax"),
        (["check", "softmax", "--answer", "nothing.ipynb"], "nothing.ipynb: is missing\n  next: give the path"),
        (
            ["check", "sofmax", "--answer", "README.md"],
            "sofmax: is no exercise of this course\n  next: did you mean softmax",
        ),
        (["check", "softmax", "--answer", "README.md"], "README.md: is no notebook"),
        (["new", "ch04", "softmax"], "softmax: exists already\n  next: fathom check ch04/softmax"),
        (["new", "ch04", "not-a-name"], "cannot name a Python function"),
        (["new", "ch44", "thing"], "is no chapter"),
        (["lab", "nowhere"], "nowhere: is no folder"),
        (["demo", "."], "is the course itself and would be emptied"),
        (["demo", "docs"], "holds something else and would be emptied"),
    ],
)
def test_a_wrong_argument_is_answered_with_the_next_command(arguments, said):
    done = fathom(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_outside_a_course_the_command_says_where_to_go(tmp_path):
    done = fathom("grade", "ch04", cwd=tmp_path)
    assert done.returncode == 2
    assert "no course.yaml here or in any folder above\n  next: cd to the course" in done.stderr


def test_a_chapter_that_was_never_released_or_handed_in_is_said(tmp_path):
    (tmp_path / "course.yaml").write_text((KIT / "course.yaml").read_text())
    done = fathom("grade", "ch04", cwd=tmp_path)
    assert "gradebook.db: is missing: nothing was released here\n  next: fathom release" in done.stderr
    done = fathom("report", "ch04", cwd=tmp_path)
    assert "has no graded submissions yet\n  next: fathom grade ch04" in done.stderr
    done = fathom("release", "ch04", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "course.yaml").write_text((KIT / "course.yaml").read_text())
    (tmp_path / ".fathom").write_text("a file where a folder should be")
    done = fathom("report", "ch04", cwd=tmp_path)
    assert done.returncode == 2
    assert ".fathom" in done.stderr
    assert "Traceback" not in done.stderr


def test_in_a_notebook_a_misspelt_exercise_is_one_sentence():
    cells = ["from autograder import check", 'check("sofmax")', 'check("softmax")']
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
    misspelt, unwritten = notebook.cells[1].outputs, notebook.cells[2].outputs
    assert misspelt[0].traceback == ["sofmax: is no exercise of this course\n  next: did you mean softmax?"]
    assert "no cell that ran defines softmax" in unwritten[0].data["text/plain"]
    assert "fathom-panel" in unwritten[0].data["text/html"]
    assert unwritten[1].traceback == ["Softmax: 0 of 3 checks passed"]


def test_checks_run_on_one_thread_and_leave_the_kernel_its_threads():
    import torch

    from autograder.manifest import find_exercise
    from autograder.notebook.check import check_namespace

    seen: list[int] = []

    def softmax(logits, dim=-1):
        seen.append(torch.get_num_threads())
        return logits.exp() / logits.exp().sum(dim, keepdim=True)

    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        assert check_namespace(*find_exercise("softmax"), {"softmax": softmax}).complete
        assert set(seen) == {1}
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_outside_a_notebook_check_prints_plain_text():
    script = "from autograder import check\ndef softmax(logits, dim=-1):\n    return logits\ncheck('softmax')"
    done = subprocess.run([sys.executable, "-c", script], cwd=KIT, capture_output=True, text=True, check=False)
    assert "✗ Each row of softmax(logits) is a probability distribution" in done.stdout
    assert "<div" not in done.stdout
    assert "CheckFailed: Softmax: 0 of 3 checks passed" in done.stderr
