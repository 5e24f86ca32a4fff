"""Every command in README and docs is run, in order, in a fresh copy, as its reader would."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.road.conftest import course_in, take_few

KIT = Path(__file__).parents[2]
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LEFT_OUT = {".venv", ".git", "demo", "dist", "build", ".fathom", "gradebook.db", "submitted", "autograded"}

# fathom lab serves until it is stopped: start it, wait until it answers, stop it.
LAB = """
serve() {{
  {fathom} lab "$@" --no-browser --allow-root --port={port} --IdentityProvider.token= >lab.log 2>&1 &
  for i in $(seq 120); do
    if {python} -c "import urllib.request as u; u.urlopen('http://127.0.0.1:{port}/api/status')" 2>/dev/null
    then kill %1; wait %1 || true; return 0; fi
    sleep 0.5
  done
  cat lab.log; return 1
}}
"""


def commands(name: str) -> list[str]:
    """Return the commands of a page in order."""
    text = (KIT / name).read_text(encoding="utf-8")
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()]
    assert all(line.startswith("$ ") for line in lines), name
    return [line.removeprefix("$ ") for line in lines]


def run(lines: list[str], folder: Path, port: int) -> str:
    """Run the commands in one shell that stops at the first failure."""
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}"}
    environment |= {"HOME": str(folder), "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"), "COLUMNS": "120"}
    fathom = shutil.which("fathom", path=environment["PATH"])
    script = "set -eu\n" + LAB.format(port=port, python=sys.executable, fathom="fathom" if fathom else "false")
    script += "\n".join(re.sub(r"^fathom lab", "serve", line) for line in lines)
    done = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def copy_of_the_kit(folder: Path) -> Path:
    """Copy the repository; ``fathom`` and ``python -m`` in it use the copy's own code."""
    kit = folder / "kit"
    shutil.copytree(KIT, kit, ignore=lambda path, names: LEFT_OUT & set(names) | {n for n in names if "cache" in n})
    (kit / "bin").mkdir()
    shim = kit / "bin" / "fathom"
    shim.write_text(f'#!/bin/sh\nexec {sys.executable} -m autograder.cli "$@"\n')
    shim.chmod(0o755)
    return kit


def test_the_instructors_road(tmp_path, bubblewrap):
    kit = copy_of_the_kit(tmp_path)
    said = run([line for line in commands("docs/instructor.md") if not line.startswith("fathom demo")], kit, 18891)
    assert "bubblewrap" in said
    assert "ch04_linear_classification.zip" in said
    assert "1 submissions (1 graded now)" in said
    assert (kit / "feedback/ada/ch04_linear_classification/ch04_linear_classification.html").is_file()
    assert (kit / "report/ch04_linear_classification.html").is_file()
    assert "ada" in (kit / "grades.csv").read_text()


def test_the_authors_road(tmp_path):
    kit = copy_of_the_kit(tmp_path)
    said = run(commands("docs/author.md"), kit, 18892)
    assert re.search(r"^ch05/relu +4 +2 +4 ", said, re.MULTILINE), said  # checks, right, wrong: and nothing found


def test_the_students_road_on_a_machine_of_their_own(course, tmp_path):
    """A fresh environment with nothing but the zip: the wheel alone must do, reference nowhere in reach."""
    from autograder.grading.release import student_wheel, student_zip

    packed = student_zip(course, course.chapter("ch04"), student_wheel(course))
    shutil.copy(packed, tmp_path)
    lines = commands("docs/student.md")
    if shutil.which("unzip") is None:  # a fresh Debian has no unzip; Python's own does the same
        lines = [re.sub(r"^unzip -q (\S+)", rf"{sys.executable} -m zipfile -e \1 .", line) for line in lines]
    (tmp_path / "bin").mkdir()
    said = run([*lines, "python -c 'import reference' 2>&1 || true"], tmp_path, 18893)
    assert "Softmax: not written yet" in said
    assert "No module named 'reference'" in said


def test_the_demo_runs_the_main_job(tmp_path, sandbox):
    """``make demo`` is this command after setting up; README says what one sees."""
    assert "make demo" in commands("README.md")
    kit = copy_of_the_kit(tmp_path)
    take_few(kit / "course.yaml")
    demo = next(line for line in commands("docs/instructor.md") if line.startswith("fathom demo"))
    said = run([f"{demo} --sandbox={sandbox}"], kit, 18894)
    assert "30 notebooks in demo/submitted/" in said
    for place in re.findall(r"(demo/\S+\.(?:html|ipynb|zip|db))", said):
        assert (kit / place).is_file(), place


def test_make_sets_up_and_calls_the_documented_commands():
    makefile = (KIT / "Makefile").read_text(encoding="utf-8")
    assert "fathom demo demo" in makefile
    assert commands("README.md") == ["make demo", "make test"]
    assert "make test" in (KIT / ".ci" / "run").read_text(encoding="utf-8")


def test_readme_is_short():
    assert len((KIT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


@pytest.mark.parametrize("path", sorted(KIT.glob("docs/*.md")), ids=lambda path: path.name)
def test_links_and_pictures_exist(path):
    for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_a_course_in_its_own_folder_takes_its_content_from_the_kit(tmp_path):
    text = (KIT / "docs/instructor.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    course_in(tmp_path)
    (tmp_path / "course.yaml").write_text(example)
    from autograder.course import Course

    course = Course.read(tmp_path / "course.yaml")
    assert course.reference == KIT / "reference"
    assert [entry.name[:4] for entry in course.built_chapters()] == ["ch04", "ch07"]
