"""The architecture, held by a test: imports go in one direction and modules stay small."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2]
ENGINE = KIT / "autograder"
MODULES = [path for path in sorted(ENGINE.rglob("*.py")) if "checks" not in path.relative_to(ENGINE).parts]

# A package may import from the packages of its row, and from the small modules at the top.
MAY = {
    "candidate": {"candidate"},
    "toolkit": {"toolkit"},
    "judge": {"judge", "candidate", "toolkit"},
    "notebook": {"notebook", "candidate", "toolkit"},
    "authoring": {"authoring", "judge", "candidate", "toolkit"},
    "grading": {"grading", "authoring", "judge", "toolkit"},
}
TOP = {"toolkit"}  # what the modules directly in autograder/ may import; check() and the command import late


def imported(path: Path, *, late: bool = False) -> set[str]:
    """Return the modules that a file imports at its top (or anywhere)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree) if late else tree.body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def packages(names: set[str]) -> set[str]:
    found = {name.split(".")[1] for name in names if name.startswith("autograder.")}
    return {name for name in found if (ENGINE / name).is_dir()}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_imports_go_in_one_direction(path):
    parts = path.relative_to(ENGINE).parts
    allowed = MAY[parts[0]] if len(parts) > 1 else TOP
    assert packages(imported(path)) <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_nbgrader_is_known_in_one_package_and_the_reference_in_none(path):
    roots = {name.partition(".")[0] for name in imported(path, late=True)}
    assert "reference" not in roots
    if path.parent.name != "grading":
        assert not roots & {"nbgrader", "nbconvert"}


def test_the_candidate_never_imports_the_judge_even_late():
    for path in (ENGINE / "candidate").glob("*.py"):
        assert not packages(imported(path, late=True)) & {"judge", "authoring", "grading", "notebook"}


def test_the_command_that_hands_jobs_out_imports_neither_torch_nor_pytest():
    code = "import sys, autograder.grading.progress; sys.exit(bool({'torch', 'pytest'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=KIT).returncode == 0


def test_public_checks_import_the_toolkit_alone():
    for path in (ENGINE / "checks").glob("*/test_*.py"):
        ours = {name for name in imported(path, late=True) if name.startswith(("autograder", "reference"))}
        assert ours == {"autograder.toolkit"}, path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ENGINE)))
def test_modules_stay_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_chapter_facts_hold_nothing_hidden():
    for path in (ENGINE / "checks").glob("*/chapter.json"):
        facts = json.loads(path.read_text(encoding="utf-8"))
        keys = {key for exercise in facts["exercises"] for key in exercise}
        assert keys == {
            "id", "title", "section", "level", "points", "seconds", "signature", "parameters", "returns",
            "forbid", "needs", "hints",
        }  # fmt: skip
        for question in facts["questions"]:
            assert question.keys() == {"id", "title", "section", "points"}
