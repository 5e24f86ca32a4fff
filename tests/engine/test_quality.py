"""Proofs are kept by content, in parallel and on disk; what is told of them can be read back."""

import json
import shutil
from pathlib import Path

import pytest

from autograder.authoring import quality
from autograder.authoring.gatekeeper import Gatekeeper
from autograder.authoring.parts import Exercise, find_exercises
from autograder.course import Course

KIT = Path(__file__).parents[2]


@pytest.fixture
def exercise(tmp_path, monkeypatch) -> Exercise:
    """A copy of one_hot, whose proofs are kept in a folder of its own."""
    source = find_exercises(Course.read(KIT / "course.yaml"), "ch04/one_hot")[0]
    folder = tmp_path / source.chapter / "one_hot"
    shutil.copytree(source.folder, folder)
    (folder.parent / "page.md").write_text("{exercise} one_hot\n")
    monkeypatch.setattr(quality, "KIT", tmp_path)
    return Exercise(folder)


def test_a_second_run_reads_what_the_first_proved_until_the_content_changes(exercise, monkeypatch):
    (first,) = quality.prove_all([exercise], seeds=1, jobs=1)
    assert first.findings == []
    asked: list[list[Exercise]] = []

    def proved(missing, *_):
        asked.append(missing)
        return ((each, first) for each in missing)

    monkeypatch.setattr(quality, "_proved", proved)
    assert quality.prove_all([exercise], seeds=1, jobs=1) == [first]
    quality.prove_all([exercise], seeds=2, jobs=1)
    (exercise.folder / "task.md").write_text(exercise.read("task.md") + "\nAnother sentence.\n")
    quality.prove_all([exercise], seeds=1, jobs=1)
    assert asked == [[], [exercise], [exercise]]


def test_what_was_found_is_not_kept(exercise, tmp_path):
    right = (exercise.folder / "solution.py").read_text()
    docstring = '"""Is right.\n\nFails: test_gives_the_labels_back\n"""\n\n'
    (exercise.folder / "wrong" / "is_right.py").write_text(docstring + right)
    (proof,) = quality.prove_all([exercise], seeds=1, jobs=1)
    assert proof.findings == ["wrong/is_right.py: passes test_gives_the_labels_back, which it must fail"]
    assert list((tmp_path / ".fathom").rglob("*.json")) == []


def test_the_gate_tells_of_an_incomplete_exercise_and_writes_what_it_proved(exercise, capsys):
    keeper = Gatekeeper([exercise, Exercise(exercise.folder.parent / "one_hot")], 1, 1)
    assert keeper.run()
    assert "2 proved: nothing to mend" in capsys.readouterr().out
    assert [facts["exercise"] for facts in json.loads(keeper.json())] == ["ch04/one_hot"] * 2
    exercise.hidden_checks.unlink()
    keeper = Gatekeeper([exercise], 1, 1)
    assert not keeper.run()
    assert "test_hidden.py: is missing" in capsys.readouterr().out
    assert json.loads(keeper.json()) == []
