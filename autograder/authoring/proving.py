"""Proves one exercise both ways and says how well: against right, wrong, unwritten, trivial and mutated answers."""

import contextlib
import io
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from autograder.answer import Answer
from autograder.authoring.known import known_answers
from autograder.authoring.mutants import Mutant, mutants_of
from autograder.authoring.odd import ODD, odd_namespace
from autograder.authoring.parts import Exercise, namespace_of
from autograder.authoring.trivial import TRIVIAL, trivial_namespace
from autograder.candidate.here import Here
from autograder.checking import Runner, with_checks
from autograder.judge.misconceptions import Recogniser
from autograder.toolkit import seeds
from autograder.toolkit.margins import margins
from autograder.verdict import Outcome

WRONG_SEEDS = 10
"""Seeds over which each wrong answer must fail the check it names."""
SLOW, SLOW_SEEDS = 0.3, 10
"""A check that takes longer (seconds, on the reference) measures time or trains: so many seeds must do for it."""
STILLBORN = ("raised TypeError", "raised AttributeError", "raised NameError", "raised UnboundLocalError")
LEAST_SECONDS = 1.0
LEAST_KILLED = 0.95


@dataclass
class CheckRecord:
    """What the proof found about one check."""

    name: str
    hidden: bool
    seconds: float = 0.0
    """Of one run on the reference."""
    seeds: int = 1
    """Seeds that right answers were tried with; 1 where the check draws nothing from them."""
    right_margin: float = 0.0
    """Largest distance over tolerance among right answers: below 1."""
    wrong_margin: float | None = None
    """Smallest distance over tolerance at which a wrong answer failed by value, above 1; None if none did so."""
    rejects: list[str] = field(default_factory=list)
    """The wrong answers that fail it, other than by crashing, which fails every check."""
    killed: int = 0
    """The mutants that it was the first to reject, other than by their crashing."""
    passed_by: list[str] = field(default_factory=list)
    """The trivial answers that pass it."""
    skipped: bool = False
    """Whether it cannot be made on this machine, so that nothing is known of it."""


@dataclass
class Survivor:
    """A mutant that every check accepts."""

    id: str
    kind: str
    change: str


@dataclass
class Proof:
    """One exercise's proof; ``findings`` is empty when all is as it should be."""

    exercise: str
    checks: list[CheckRecord] = field(default_factory=list)
    right: int = 0
    wrong: int = 0
    explained: int = 0
    """Wrong answers whose message names the mistake, by its values or by the check's hint."""
    unexplained: list[str] = field(default_factory=list)
    mutants: int = 0
    """Those that run at all and are not marked as equivalent."""
    killed: int = 0
    equivalent: int = 0
    stillborn: int = 0
    survivors: list[Survivor] = field(default_factory=list)
    seconds: float = 0.0
    findings: list[str] = field(default_factory=list)

    @property
    def killed_share(self) -> float:
        return self.killed / self.mutants if self.mutants else 1.0


def prove(exercise: Exercise, seed_count: int) -> Proof:
    """Return the proof of one exercise over ``seed_count`` seeds."""
    started = time.process_time()
    proof = Proof(f"{exercise.chapter[:4]}/{exercise.name}")
    files = [exercise.public_checks, exercise.hidden_checks]
    with contextlib.redirect_stdout(io.StringIO()):
        with_checks(files, lambda runner: _Prover(exercise, runner, proof).run(seed_count))
    proof.seconds = round(time.process_time() - started, 2)
    return proof


class _Prover:
    """Tries the answers of one exercise and fills in the proof."""

    def __init__(self, exercise: Exercise, runner: Runner, proof: Proof) -> None:
        self.exercise, self.runner, self.proof = exercise, runner, proof
        self.items = runner.items_of([exercise.public_checks, exercise.hidden_checks])
        self.records = {
            item.name: CheckRecord(item.name, item.path.name == "test_hidden.py") for item in self.items
        }
        proof.checks = list(self.records.values())
        self.recogniser = Recogniser({exercise.name: known_answers(exercise)})
        self.broken: set[str] = set()
        """Checks that broke on some answer, each told once."""

    def run(self, seed_count: int) -> None:
        # What is used for the first time takes longer; no check should be charged for it.
        list(self._outcomes(self.items, self._answer(namespace_of(self.exercise)), of="solution.py"))
        self._right(seed_count)
        if not self.proof.findings:  # what wrong answers do means little while right ones fail
            self._stub()
            self._wrong()
            self._trivial()
            self._odd()
            self._mutants()
            self._vacuous()

    def _find(self, text: str) -> None:
        self.proof.findings.append(text)

    def _answer(self, namespace: dict[str, Any], seconds: float | None = None) -> Answer:
        head = self.exercise.head
        return Answer(Here(namespace, head.forbid, seconds or head.seconds), self.exercise.facts)

    def _outcomes(
        self, items: Sequence[pytest.Item], answer: Answer, seed: int = 0, *, of: str
    ) -> Iterator[Outcome]:
        """Yield what the checks find about an answer; tell of each that breaks on it by a fault of its own."""
        for outcome in self.runner.outcomes(items, answer, str(seed)):
            if outcome.hidden:  # only the judge knows the reference; in a student's kernel a public check is alone
                outcome = self.recogniser.judged(self.exercise.facts, outcome, answer._exchanges)
            if outcome.status == "fault" and outcome.check not in self.broken:
                self.broken.add(outcome.check)
                self._find(f"{outcome.check}: breaks on {of}: {outcome.message}; hold the result to its form first")
            yield outcome

    def _right(self, seed_count: int) -> None:
        """Reference and right answers pass every check, with every seed where the check draws from it."""
        variants = self.exercise.variants("right")
        self.proof.right = len(variants)
        drawing: set[str] = set()
        for name, path in [("solution.py", None), *((f"right/{v.path.name}", v.path) for v in variants)]:
            answer = self._answer(namespace_of(self.exercise, path))
            for seed in range(seed_count):
                items = [item for item in self.items if seed == 0 or item.name in drawing]
                if seed >= SLOW_SEEDS:
                    items = [item for item in items if self.records[item.name].seconds <= SLOW]
                for outcome in self._outcomes(items, answer, seed, of=name):
                    record = self.records[outcome.check]
                    record.skipped |= outcome.status == "skipped"
                    if seeds.has_drawn():
                        drawing.add(outcome.check)
                    record.seeds = max(record.seeds, seed + 1)
                    record.right_margin = max([record.right_margin, *margins])
                    if seed == 0 and path is None:
                        record.seconds = outcome.seconds
                    if outcome.status not in ("passed", "skipped", "fault"):
                        self._find(f"{name}: fails {outcome.check} with seed {seed}: {outcome.message}")
                if self.proof.findings:
                    break

    def _stub(self) -> None:
        answer = self._answer(namespace_of(self.exercise, text=self.exercise.solution.stub))
        for outcome in self._outcomes(self.items, answer, of="the stub"):
            if outcome.status == "passed":
                self._find(f"{outcome.check}: is passed by the stub, so it checks nothing")
            elif outcome.status not in ("unwritten", "skipped", "fault"):
                self._find(f"{outcome.check}: the stub fails otherwise than as a stub: {outcome.message}")

    def _wrong(self) -> None:
        """Each wrong answer fails the check it names, with every seed, and says why."""
        for variant in self.exercise.variants("wrong"):
            self.proof.wrong += 1
            answer = self._answer(namespace_of(self.exercise, variant.path))
            for outcome in self._outcomes(self.items, answer, of=f"wrong/{variant.name}.py"):
                if outcome.status == "skipped":
                    continue
                record = self.records[outcome.check]
                if outcome.status != "passed":
                    if outcome.check == variant.fails or not outcome.crashed:
                        record.rejects.append(variant.name)
                    seen = [m for m in (record.wrong_margin, *margins) if m is not None and 1 < m < math.inf]
                    record.wrong_margin = min(seen, default=None)
                if outcome.check == variant.fails:
                    self._named(variant.name, outcome)
            named = [
                item for item in self.items if item.name == variant.fails and self.records[item.name].seeds > 1
            ]
            for seed in range(1, WRONG_SEEDS):
                for outcome in self._outcomes(named, answer, seed, of=f"wrong/{variant.name}.py"):
                    if outcome.status == "passed" and not self.proof.findings:
                        self._find(f"wrong/{variant.name}.py: passes {outcome.check} with seed {seed}")

    def _named(self, name: str, outcome: Outcome) -> None:
        """Record how the check that a wrong answer names took it."""
        if outcome.status == "passed":
            self._find(f"wrong/{name}.py: passes {outcome.check}, which it must fail")
        elif outcome.status == "unwritten":
            self._find(f"wrong/{name}.py: is a stub, not a wrong answer")
        elif outcome.diagnosis or outcome.hints:
            self.proof.explained += 1
        elif outcome.status == "failed":
            self.proof.unexplained.append(name)

    def _trivial(self) -> None:
        for kind in TRIVIAL:
            namespace = trivial_namespace(self.exercise, kind)
            if namespace is None:
                continue
            answer = self._answer(namespace, LEAST_SECONDS)
            for outcome in self._outcomes(self.items, answer, of=f"an answer that returns {kind}"):
                if outcome.status == "passed":
                    self.records[outcome.check].passed_by.append(kind)

    def _odd(self) -> None:
        for kind in ODD:
            answer = self._answer(odd_namespace(self.exercise, kind), LEAST_SECONDS)
            for _ in self._outcomes(self.items, answer, of=f"an answer that returns {kind}"):
                pass

    def _mutants(self) -> None:
        marked = {equivalent.id for equivalent in self.exercise.equivalents}
        mutants = mutants_of(self.exercise.solution)
        slowest = max((record.seconds for record in self.proof.checks), default=0.0)
        items = sorted(self.items, key=lambda item: self.records[item.name].seconds)
        for mutant in mutants:
            fate = self._fate(mutant, items, max(LEAST_SECONDS, 5 * slowest))
            if mutant.id in marked:
                self.proof.equivalent += 1
                if fate:
                    self._find(f"equivalent.yaml: {mutant.id} is rejected by {fate}, so it is not equivalent")
            elif fate == "stillborn":
                self.proof.stillborn += 1
            else:
                self.proof.mutants += 1
                self.proof.killed += bool(fate)
                if not fate:
                    self.proof.survivors.append(Survivor(mutant.id, mutant.kind, mutant.change))
        for gone in marked - {mutant.id for mutant in mutants}:
            self._find(f"equivalent.yaml: {gone} names no mutant of solution.py any more")
        if self.proof.killed_share < LEAST_KILLED:
            self._find(
                f"{len(self.proof.survivors)} of {self.proof.mutants} mutants survive: "
                "add checks that reject them, or say in equivalent.yaml why they compute the same"
            )

    def _fate(self, mutant: Mutant, items: list[pytest.Item], seconds: float) -> str:
        """Return the check that rejects the mutant, "stillborn" if it cannot run at all, "" if it survives."""
        try:
            namespace = namespace_of(self.exercise, text=mutant.text)
        except Exception:
            return "stillborn"
        lame = 0
        first = ""
        for outcome in self._outcomes(items, self._answer(namespace, seconds), of=f"the mutant {mutant.id}"):
            if outcome.status in ("passed", "skipped"):
                if lame:
                    break
                continue
            first = first or outcome.check
            if not outcome.crashed:
                self.records[outcome.check].killed += 1
            if not any(words in outcome.message for words in STILLBORN):
                lame = 0
                break
            lame += 1
        if lame == len(items):
            return "stillborn"
        return first

    def _vacuous(self) -> None:
        """A check earns its place by rejecting something, above all what takes no thought."""
        for index, record in enumerate(self.proof.checks):
            if record.skipped:
                continue
            if index == 0 and record.passed_by:
                self._find(f"{record.name}: is the door, and an answer of {record.passed_by[0]} passes it")
            elif not record.rejects and not record.killed:
                self._find(f"{record.name}: rejects no wrong answer and no mutant; is it needed?")
            elif record.passed_by and not record.rejects:
                said = " and of ".join(record.passed_by)
                self._find(f"{record.name}: is passed by an answer of {said}; add a wrong answer that it rejects")
