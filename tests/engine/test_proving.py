"""The authors' gate: what it lets through, and what it finds in exercises with a fault put in on purpose."""

import shutil
from pathlib import Path

import pytest

from autograder.authoring.parts import Exercise, find_exercises
from autograder.authoring.proving import prove
from autograder.course import Course

KIT = Path(__file__).parents[2]
CHECKS = '''
import torch
from autograder.toolkit import assert_same, seeded


def test_follows_the_definition(answer):
    """softmax(logits) is exp(o_i) / sum_j exp(o_j)."""
    logits = torch.randn(3, 4, generator=seeded(), dtype=torch.float64)
    assert_same(answer.softmax(logits), torch.softmax(logits, -1))
'''


@pytest.fixture
def exercise(tmp_path, monkeypatch) -> Exercise:
    """A copy of softmax with its public checks, to put faults into."""
    source = find_exercises(Course.read(KIT / "course.yaml"), "ch04/softmax")[0]
    folder = tmp_path / source.chapter / "softmax"
    shutil.copytree(source.folder, folder)
    public = tmp_path / "test_softmax.py"
    shutil.copy(source.public_checks, public)
    monkeypatch.setattr(Exercise, "public_checks", property(lambda self: public))
    return Exercise(folder)


def test_a_sound_exercise_is_proved_with_numbers(exercise):
    proof = prove(exercise, 3)
    assert proof.findings == []
    assert (proof.killed, proof.stillborn, proof.survivors) == (proof.mutants, 0, [])
    assert proof.wrong == len(exercise.variants("wrong")) == proof.explained
    drawn = {record.name: record.seeds for record in proof.checks}
    assert drawn["test_rows_sum_to_one"] == 3  # draws its inputs
    assert drawn["test_follows_the_definition"] == 1  # does not
    assert all(0 <= record.right_margin < 1 for record in proof.checks)
    assert all(record.wrong_margin > 1 for record in proof.checks if record.wrong_margin is not None)
    assert any(record.wrong_margin for record in proof.checks)


def test_a_right_answer_that_fails_is_named_with_seed_and_message(exercise):
    (exercise.folder / "right" / "rounds.py").write_text(
        '"""Rounds."""\n\n\ndef softmax(logits, dim=-1):\n    return logits.softmax(dim).round()\n'.replace(
            "logits.softmax(dim)", "(logits - logits.logsumexp(dim, True)).exp()"
        )
    )
    assert any(
        finding.startswith("right/rounds.py: fails test_rows_sum_to_one with seed 0: softmax(logits)")
        for finding in prove(exercise, 1).findings
    )


def test_a_wrong_answer_that_passes_the_check_it_names_is_found(exercise):
    (exercise.folder / "wrong" / "is_right.py").write_text(
        '"""Is right.\n\nFails: test_rows_sum_to_one\n"""\n\nfrom torch import exp\n\n\n'
        "def softmax(logits, dim=-1):\n    return exp(logits - logits.logsumexp(dim, True))\n"
    )
    assert "wrong/is_right.py: passes test_rows_sum_to_one, which it must fail" in prove(exercise, 1).findings


def test_missing_checks_let_mutants_live_and_each_is_listed_with_its_change(exercise):
    exercise.hidden_checks.write_text(CHECKS.replace("test_follows_the_definition", "test_hidden_definition"))
    for variant in exercise.variants("wrong"):
        if variant.fails not in ("test_rows_sum_to_one", "test_follows_the_definition"):
            variant.path.unlink()
    proof = prove(exercise, 1)
    changes = [survivor.change for survivor in proof.survivors]
    assert "shifted = logits - logits.amax(dim, keepdim=True) → shifted = logits" in changes
    assert any("mutants survive: add checks that reject them" in finding for finding in proof.findings)


def test_an_equivalent_mutant_is_left_out_and_a_stale_mark_is_found(exercise):
    survivor = prove(exercise, 1)
    assert not survivor.survivors
    (exercise.folder / "equivalent.yaml").write_text("- {id: '00000000', change: a → b, reason: none}\n")
    assert (
        "equivalent.yaml: 00000000 names no mutant of solution.py any more"
        in prove(Exercise(exercise.folder), 1).findings
    )


def test_a_mutant_that_dies_cannot_be_marked_as_equivalent(exercise):
    from autograder.authoring.mutants import mutants_of

    dead = mutants_of(exercise.solution)[0]
    (exercise.folder / "equivalent.yaml").write_text(f"- {{id: '{dead.id}', change: x, reason: y}}\n")
    findings = prove(Exercise(exercise.folder), 1).findings
    assert any(finding.startswith(f"equivalent.yaml: {dead.id} is rejected by test_") for finding in findings)


def test_a_check_that_everything_passes_is_vacuous(exercise):
    text = exercise.hidden_checks.read_text()
    exercise.hidden_checks.write_text(
        text + '\n\ndef test_says_nothing(answer):\n    """Nothing."""\n    answer.softmax(torch.zeros(2))\n'
    )
    findings = prove(exercise, 1).findings
    assert "test_says_nothing: rejects no wrong answer and no mutant; is it needed?" in findings


def test_a_check_that_the_stub_passes_is_found(exercise):
    text = exercise.hidden_checks.read_text()
    exercise.hidden_checks.write_text(text + '\n\ndef test_asks_nothing(answer):\n    """Nothing."""\n')
    assert "test_asks_nothing: is passed by the stub, so it checks nothing" in prove(exercise, 1).findings


def test_a_door_that_zeros_pass_is_found(exercise):
    exercise.public_checks.write_text(
        '"""Checks."""\n\nimport torch\n\n\ndef test_keeps_the_shape(answer):\n    """The shape stays."""\n'
        "    assert answer.softmax(torch.zeros(2, 3)).shape == (2, 3)\n\n\n"
        + CHECKS
        + "\n\ndef test_rows_sum_to_one(answer):\n"
        '    """Rows sum to one."""\n'
        "    assert_same(answer.softmax(torch.ones(2, 3)).sum(-1), torch.ones(2))\n"
    )
    assert "test_keeps_the_shape: is the door, and an answer of zeros passes it" in prove(exercise, 1).findings


BREAKS = '''

def test_the_last_row_sums_to_one(answer):
    """The last row sums to one."""
    rows = answer.softmax(torch.zeros(3, 4, dtype=torch.float64))
    assert_same(rows[2].sum(), torch.ones((), dtype=torch.float64))
'''


def test_a_public_check_that_breaks_on_an_odd_result_is_found(exercise):
    exercise.public_checks.write_text(exercise.public_checks.read_text() + BREAKS)
    (finding,) = [f for f in prove(exercise, 1).findings if "breaks on" in f]
    assert finding.startswith(
        "test_the_last_row_sums_to_one: breaks on an answer that returns a row less: IndexError"
    )


def test_a_hidden_check_may_break_on_a_result_of_another_form(exercise):
    exercise.hidden_checks.write_text(exercise.hidden_checks.read_text() + BREAKS)
    assert not [f for f in prove(exercise, 1).findings if "breaks on" in f]


def test_a_hidden_check_that_breaks_on_a_result_of_the_right_form_is_found(exercise):
    breaks = BREAKS.replace("rows[2]", "rows[int(1 / rows.min()) - 2]")
    exercise.hidden_checks.write_text(exercise.hidden_checks.read_text() + breaks)
    (finding,) = [f for f in prove(exercise, 1).findings if "breaks on" in f]
    assert "row_sums_to_one: breaks on wrong/normalises_over_all_elements.py: IndexError" in finding
