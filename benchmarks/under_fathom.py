"""The same attacks under ``fathom grade``: one class on one lane, an honest student after every attack."""

import shutil
import sqlite3
import sys
from pathlib import Path

from autograder.course import KIT, Course
from autograder.grading.release import release
from benchmarks.course import CHAPTER, environment, notebook_of, submitted
from benchmarks.findings import Finding, files, finding, harm_in, harm_to, rows, strange
from benchmarks.measure import run
from benchmarks.stock import write
from benchmarks.under_stock import DUE, honest
from tests.hostile.attacks import notebook_with

COURSE = """\
title: A class of attackers
chapters:
  - {name: ch04_linear_classification, title: Linear Classification}
grading: {call_seconds: 3, cell_seconds: 6}
"""
EXPECTED = ("/autograded/", "/gradebook.db", "/.fathom/", "benchmark.log", ".nbgrader.log")


def attack_fathom(folder: Path, attacks: list[Path]) -> dict[str, Finding]:
    """Grade every attack, each before an honest notebook, and look at what became of the course."""
    course, home = folder / "course", folder / "home"
    make_course(course, attacks)
    home.mkdir()
    before = files(course, home)
    command = [sys.executable, "-m", "autograder.cli", "grade", "ch04", "--jobs", "1"]
    harm = []
    try:
        run(command, course, {**environment(), "HOME": str(home)})
    except RuntimeError as error:
        harm = [f"grading was ended: {str(error)[-200:]}"]
    harm += harm_in(strange(before, files(course, home), EXPECTED))
    return {path.stem: _finding(course, number, harm) for number, path in enumerate(attacks)}


def make_course(folder: Path, attacks: list[Path]) -> None:
    folder.mkdir(parents=True)
    (folder / "course.yaml").write_text(COURSE, encoding="utf-8")
    shutil.copy(KIT / "nbgrader_config.py", folder)
    shutil.copytree(KIT / "solutions" / CHAPTER, folder / "solutions" / CHAPTER)
    course = Course.load(folder)
    release(course, course.chapter(CHAPTER))
    released = notebook_of(folder, "assignments")
    for number, attack in enumerate(attacks):
        write(notebook_with(attack, released), submitted(folder, f"{number:03}-mallory"))
        write(honest(released), submitted(folder, f"{number:03}-zoe"))


def _finding(course: Path, number: int, harm: list[str]) -> Finding:
    try:
        found = rows(course / "gradebook.db")
    except sqlite3.Error:
        return Finding(None, [*harm, "the gradebook cannot be read"])
    return finding(found, f"{number:03}-mallory", [*harm, *harm_to(found, f"{number:03}-zoe", DUE)])
