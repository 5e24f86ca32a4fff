"""Proves exercises on all cores, keeps what is known by content, and says how good the checks are.

Quiet proofs are kept under .fathom/quality/ by a digest of the exercise's files and of the engine, so that a second
run without changes takes seconds. docs/quality.md and docs/quality.json hold the table of all exercises.
"""

import ast
import hashlib
import json
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import autograder
from autograder.authoring.parts import Exercise
from autograder.authoring.proving import Proof, prove
from autograder.course import KIT

SEEDS = 100
MARKDOWN, JSON = KIT / "docs" / "quality.md", KIT / "docs" / "quality.json"
_PROOF = TypeAdapter(Proof)


def content_digest(exercise: Exercise) -> str:
    """Return a digest of everything an author writes of an exercise, its needed neighbours' solutions included."""
    digest = hashlib.sha256()
    parts = sorted(
        path for path in exercise.folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    needed = [exercise.folder.parent / need / "solution.py" for need in exercise.head.needs]
    for path in [*parts, exercise.public_checks, *needed]:
        digest.update(f"{path.name}\0".encode() + (path.read_bytes() if path.is_file() else b"") + b"\0")
    return digest.hexdigest()


PROVES = (
    "toolkit/**/*.py",
    *(
        f"{name}.py"
        for name in ("answer", "checking", "describe", "kinds", "loading", "tracing", "verdict", "wire")
    ),
    *(f"judge/{name}.py" for name in ("jobs", "misconceptions")),
    *(f"candidate/{name}.py" for name in ("aliases", "forbid", "here", "servant", "source")),
    *(f"authoring/{name}.py" for name in ("known", "mutants", "mutations", "odd", "proving", "trivial")),
)
"""The code of the engine that a proof rests on; the rest may change without proving again."""


def _engine_digest() -> str:
    home = Path(autograder.__file__).parent
    digest = hashlib.sha256()
    for path in sorted({path for part in PROVES for path in home.glob(part)}):
        digest.update(ast.dump(ast.parse(path.read_text(encoding="utf-8"))).encode())  # comments prove nothing
    return digest.hexdigest()


def prove_all(
    exercises: Sequence[Exercise],
    *,
    seeds: int = SEEDS,
    jobs: int | None = None,
    progress: Callable[[Proof], None] = lambda proof: None,
) -> list[Proof]:
    """Return the proof of each exercise in the order given; what is known already is not proved again."""
    engine = _engine_digest()
    places = {exercise.folder: _place(exercise, engine, seeds) for exercise in exercises}
    known = {folder: proof for folder, place in places.items() if (proof := _read(place)) is not None}
    for proof in known.values():
        progress(proof)
    missing = [exercise for exercise in exercises if exercise.folder not in known]
    for exercise, proof in _proved(missing, seeds, jobs or os.cpu_count() or 1):
        if not proof.findings:  # what a busy machine did to a clock should not be remembered
            place = places[exercise.folder]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(_PROOF.dump_python(proof, mode="json"), indent=1), encoding="utf-8")
        known[exercise.folder] = proof
        progress(proof)
    return [known[exercise.folder] for exercise in exercises]


def _place(exercise: Exercise, engine: str, seeds: int) -> Path:
    key = hashlib.sha256(f"{engine}{content_digest(exercise)}{seeds}".encode()).hexdigest()[:16]
    return KIT / ".fathom" / "quality" / f"{exercise.chapter[:4]}-{exercise.name}-{key}.json"


def read_proof(facts: dict[str, Any]) -> Proof:
    """Return the proof that an entry of docs/quality.json describes."""
    return _PROOF.validate_python({key: value for key, value in facts.items() if key != "digest"})


def _read(place: Path) -> Proof | None:
    try:
        return _PROOF.validate_json(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None  # not proved yet, or damaged: it is proved again


def _proved(exercises: list[Exercise], seeds: int, jobs: int) -> Iterator[tuple[Exercise, Proof]]:
    if not exercises:
        return
    # Warm processes are forked, one per core; each takes exercise after exercise.
    pool = ProcessPoolExecutor(min(jobs, len(exercises)), get_context("fork"), _start_worker)
    futures = {pool.submit(prove, exercise, seeds): exercise for exercise in exercises}
    try:
        for future in as_completed(futures):
            yield futures[future], future.result()
    except BaseException:  # Ctrl-C or a signal: a polite end would wait for whatever is being proved
        for process in list(pool._processes.values()):
            process.kill()
        raise
    pool.shutdown()


def _start_worker() -> None:
    import torch

    torch.set_num_threads(1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # for the command, which then ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def rows(proofs: Sequence[Proof]) -> Iterator[list[str]]:
    """Yield the table: a head, then one row per exercise."""
    yield [
        "exercise", "checks", "right", "wrong", "named", "seeds", "mutants killed", "equivalent", "right at most",
        "wrong at least", "slowest check", "proof",
    ]  # fmt: skip
    for proof in proofs:
        slowest = max((check.seconds for check in proof.checks), default=0.0)
        drawn = max((check.seeds for check in proof.checks), default=0)
        share = 100 * proof.killed_share
        yield [
            proof.exercise,
            str(len(proof.checks)),
            str(proof.right),
            str(proof.wrong),
            str(proof.explained),
            str(drawn),
            f"{proof.killed} of {proof.mutants} ({share:.0f} %)",
            str(proof.equivalent),
            _ratio(max((check.right_margin for check in proof.checks), default=0.0)),
            _ratio(min((check.wrong_margin for check in proof.checks if check.wrong_margin), default=0.0)),
            f"{slowest:.2g} s",
            f"{proof.seconds:.3g} s",
        ]


def _ratio(value: float) -> str:
    return f"{value:.2g}" if value else "–"


HEAD = """\
# Quality of the checks

Made by `fathom check --write`; a test holds it to the content. A check is worth what it rejects and accepts:

- *right*: other correct answers, which pass every check over all seeds; *wrong*: mistakes, each of which fails the
  check it names; *named*: those whose message names the mistake, by the values or by the check's hint.
- *mutants killed*: automatic mutants of the reference that some check rejects, of those that run and are not marked
  as equivalent (with a reason, in `equivalent.yaml`).
- *right at most*, *wrong at least*: the largest distance over the tolerance among right answers, and the smallest
  at which a wrong answer failed by value. Tolerances stand where there is room on both sides.
- *slowest check* on the reference; *proof*: CPU seconds of the whole proof.
"""


def markdown(proofs: Sequence[Proof]) -> str:
    """Return docs/quality.md."""
    head, *lines = ["| " + " | ".join(row) + " |" for row in rows(proofs)]
    table = [head, "| --- " + "| ---: " * (head.count("|") - 2) + "|", *lines]
    wrong, named = sum(proof.wrong for proof in proofs), sum(proof.explained for proof in proofs)
    mutants, killed = sum(proof.mutants for proof in proofs), sum(proof.killed for proof in proofs)
    total = (
        f"{len(proofs)} exercises, {sum(len(proof.checks) for proof in proofs)} checks; {wrong} wrong answers, "
        f"{named} of them named ({100 * named / max(wrong, 1):.0f} %); {killed} of {mutants} mutants killed "
        f"({100 * killed / max(mutants, 1):.1f} %)."
    )
    survivors = [
        f"- {proof.exercise}: `{survivor.change}` ({survivor.kind})"
        for proof in proofs
        for survivor in proof.survivors
    ]
    listed = ["", "## Mutants that survive", "", *survivors] if survivors else []
    return "\n".join([HEAD, total, "", *table, *listed]) + "\n"


def as_json(exercises: Sequence[Exercise], proofs: Sequence[Proof]) -> str:
    """Return all proofs with the digests of what they prove."""
    facts = [
        {"digest": content_digest(exercise), **_PROOF.dump_python(proof, mode="json")}
        for exercise, proof in zip(exercises, proofs, strict=True)
    ]
    return json.dumps(facts, indent=1) + "\n"
