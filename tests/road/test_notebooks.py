"""Every solved notebook runs top to bottom, under nbval, with its plots."""

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

KIT = Path(__file__).parents[2]
SOLVED = sorted((KIT / "solutions").glob("*/*.ipynb"))


def test_there_are_solved_notebooks():
    assert len(SOLVED) >= 5


@pytest.mark.long  # a minute each
@pytest.mark.parametrize("path", SOLVED, ids=lambda path: path.stem[:4])
def test_solved_notebook_runs_under_nbval(path):
    command = [sys.executable, "-m", "pytest", "--nbval-lax", "--nbval-cell-timeout=120"]
    done = subprocess.run([*command, str(path)], cwd=KIT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout


def test_a_solved_notebook_shows_green_panels_and_plots():
    notebook = nbformat.read(SOLVED[1], 4)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    outputs = json.dumps([cell.get("outputs", []) for cell in notebook.cells])
    assert outputs.count("checks passed") >= 2
    assert "Hint" not in outputs
    assert outputs.count("image/png") >= 2
