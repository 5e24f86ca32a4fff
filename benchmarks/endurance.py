"""Grade a large mixed class in one run, then stop runs at random moments: is anything lost, wrong or left behind?

The class repeats honest answers (right/, wrong/, the reference, stubs), the manglings of tests/mangled and
the attacks of tests/hostile, each with what it deserves, until it has the asked size. Prints what was lost and what
was wrong by name, memory of the command and its lanes over the run, and the rate; ends with 1 if anything was.
"""

import argparse
import copy
import itertools
import json
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.authoring.parts import chosen_exercises
from autograder.candidate.sandbox import descendants
from autograder.course import Course
from autograder.grading.practice import Planned, write_submission
from autograder.grading.release import release
from autograder.reading import read_notebook
from benchmarks.tables import table
from tests.hostile.attacks import ATTACKS, most, notebook_with
from tests.mangled.manglings import MANGLINGS
from tests.mangled.registry import Content
from tests.road.conftest import course_in
from tests.road.interrupted import (
    CH04,
    Orphans,
    command_of,
    copy_of,
    disturbed,
    dump,
    fathom,
    half_written,
    kept,
    notebooks,
    orphans,
    same,
    start,
)

SIGNALS = ("command", "ctrl-c", "terminate", "lane", "zygote")
EVERY = 0.5
"""Seconds between two looks at memory."""
GRADING = "grading: {call_seconds: 2, cell_seconds: 4, submission_seconds: 60}\n"
"""Budgets that keep the attacks which only wait from taking the whole day."""


@dataclass(frozen=True)
class Source:
    """One kind of submission and what it deserves."""

    name: str
    hand_in: Callable[[Course, str], None]
    fault: Callable[[float, str], str]
    """Returns "" or what is wrong with a score and a reason for a human."""


@dataclass
class Memory:
    """Resident bytes of the command and of its lanes, sampled while it runs."""

    command: list[int] = field(default_factory=list)
    lanes: list[int] = field(default_factory=list)

    def look(self, pid: int) -> None:
        below = descendants(pid)
        lanes = [usage.resident for child, usage in below.items() if "spawn_main" in command_of(child)]
        own = descendants(_parent(pid)).get(pid)
        if own is not None and lanes:
            self.command.append(own.resident)
            self.lanes.append(max(lanes))


def _parent(pid: int) -> int:
    text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    return int(text.rpartition(")")[2].split()[1])


def main() -> None:
    options = parse()
    with tempfile.TemporaryDirectory(prefix="fathom-endurance-") as scratch, orphans() as found:
        course = make_course(Path(scratch) / "class")
        handed_in = hand_in(course, sources(course), options.size)
        faults = one_run(course, handed_in, found)
        small = make_course(Path(scratch) / "small")
        hand_in(small, honest(small), options.kill_size)
        faults += kills(small, options.kills, found)
    print("\n".join(["", f"{len(faults)} faults", *faults]), flush=True)
    sys.exit(1 if faults else 0)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks.endurance", description=__doc__)
    parser.add_argument("--size", type=int, default=1000, help="submissions of the one run (default: 1000)")
    parser.add_argument("--kills", type=int, default=20, help="runs that are stopped at random (default: 20)")
    parser.add_argument("--kill-size", type=int, default=24, help="submissions of those runs (default: 24)")
    return parser.parse_args()


def make_course(folder: Path) -> Course:
    """Release chapter 4 into a new course."""
    folder.mkdir()
    course = course_in(folder)
    with (folder / "course.yaml").open("a", encoding="utf-8") as file:
        file.write("" if "grading:" in (folder / "course.yaml").read_text(encoding="utf-8") else GRADING)
    course = Course.read(folder / "course.yaml")
    release(course, course.chapter(CH04))
    secret = folder / course.secret_file
    secret.parent.mkdir(exist_ok=True)
    secret.write_text("the same seeds in every run", encoding="utf-8")
    return course


# What a class is made of.


def sources(course: Course) -> list[Source]:
    """Return every kind of submission, the kinds mixed, so that a small class has some of each."""
    kinds = [list(honest(course)), list(mangled(course)), list(hostile(course))]
    draw = random.Random("a mixed class")
    for kind in kinds:
        draw.shuffle(kind)
    return [source for turn in itertools.zip_longest(*kinds) for source in turn if source is not None]


def honest(course: Course) -> Iterator[Source]:
    """Yield the reference, a stub, and each right and wrong answer with the reference in the other places."""
    exercises = chosen_exercises(course, course.chapter(CH04))
    points = {exercise.name: exercise.head.points for exercise in exercises}
    whole = sum(points.values())
    for kind, earns in (("reference", whole), ("stub", 0.0)):
        yield _planned(kind, dict.fromkeys(points, kind), (earns, earns))
    for exercise in exercises:
        rest = dict.fromkeys(points, "reference")
        for variant in exercise.variants("right"):
            yield _planned(f"right-{variant.path.stem}", rest | {exercise.name: variant}, (whole, whole))
        for variant in exercise.variants("wrong"):
            # What calls the wrong answer may fall with it; the wrong answer itself must lose something.
            yield _planned(f"wrong-{variant.path.stem}", rest | {exercise.name: variant}, (0.0, whole - 0.01))


def _planned(name: str, answers: dict[str, Any], bounds: tuple[float, float]) -> Source:
    def write(course: Course, student: str) -> None:
        planned = Planned(student, CH04, answers)
        write_submission(course, planned, course.released(CH04), course.reference / CH04)

    def fault(score: float, human: str) -> str:
        fair = bounds[0] <= score <= bounds[1] and not human
        return "" if fair else f"deserves {bounds[0]:g} to {bounds[1]:g}"

    return Source(f"honest-{name}", write, fault)


def mangled(course: Course) -> Iterator[Source]:
    """Yield every mangling of a notebook with the reference's answers."""
    exercises = chosen_exercises(course, course.chapter(CH04))
    whole = sum(exercise.head.points for exercise in exercises)
    planned = Planned("full-marks", CH04, {exercise.name: "reference" for exercise in exercises})
    path = write_submission(course, planned, course.released(CH04), course.reference / CH04)
    notebook = json.loads(path.read_text(encoding="utf-8"))
    path.unlink()
    path.parent.rmdir()
    path.parent.parent.rmdir()
    for each in notebook["cells"]:
        lines = "".join(each["source"]).splitlines(keepends=True)
        each["source"] = [line for line in lines if "### BEGIN" not in line and "### END" not in line]
    for name, mangling in MANGLINGS.items():
        deserves = whole if mangling.deserves == "full" else mangling.deserves

        def write(course: Course, student: str, mangling: Any = mangling) -> None:
            for place, content in mangling.folder(copy.deepcopy(notebook)).items():
                write_content(course.submitted(student, CH04).parent / place, content)

        def fault(score: float, human: str, deserves: Any = deserves) -> str:
            fair = bool(human) if deserves == "human" else score == deserves and not human
            return "" if fair else f"deserves {deserves}"

        yield Source(f"mangled-{name}", write, fault)


def write_content(path: Path, content: Content) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content) if isinstance(content, dict) else content
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def hostile(course: Course) -> Iterator[Source]:
    """Yield every attack."""
    again = "fathom release"
    released = read_notebook(course.released(CH04), again, again)
    for attack in ATTACKS:

        def write(course: Course, student: str, attack: Path = attack) -> None:
            write_content(course.submitted(student, CH04), notebook_with(attack, released))

        def fault(score: float, human: str, attack: Path = attack) -> str:
            listed = attack.name.startswith("human_") and bool(human)
            return "" if listed or score <= most(attack) else f"may earn {most(attack):g} at most"

        yield Source(f"hostile-{attack.stem}", write, fault)


def hand_in(course: Course, kinds: Any, size: int) -> dict[str, Source]:
    """Hand in as many submissions as asked, the kinds in turn; return them by student."""
    handed_in = {}
    for number, source in zip(range(size), itertools.cycle(kinds), strict=False):
        student = f"{number:04}-{source.name}"
        source.hand_in(course, student)
        handed_in[student] = source
    return handed_in


# One run.


def one_run(course: Course, handed_in: dict[str, Source], found: Orphans) -> list[str]:
    """Grade the class in one run, print what it took, and return what is wrong."""
    memory, started = Memory(), time.monotonic()
    with start(course, "grade", "ch04") as process:
        watching = threading.Event()
        watcher = threading.Thread(target=_watch, args=(course, process.pid, memory, watching))
        watcher.start()
        said, err = process.communicate()
        watching.set()
        watcher.join()
    seconds = time.monotonic() - started
    faults = [f"fathom grade ended with {process.returncode}: {err[-500:]}"] if process.returncode or err else []
    faults += verdict_faults(course, handed_in)
    faults += [f"left running: {command}" for command in found.left(seconds=10)]
    faults += [f"left behind: {path}" for path in [*half_written(course), *found.groups()]]
    print(f"{len(handed_in)} submissions in {seconds:.0f} s, {len(handed_in) / seconds:.2f} a second", flush=True)
    print("".join(line for line in said.splitlines(keepends=True) if "graded now" in line), flush=True)
    print(memory_table(memory), flush=True)
    return faults


def _watch(course: Course, pid: int, memory: Memory, over: threading.Event) -> None:
    """Sample while results come: before the first, lanes are starting."""
    while not over.wait(EVERY):
        try:
            if kept(course):
                memory.look(pid)
        except OSError:
            return


def verdict_faults(course: Course, handed_in: dict[str, Source]) -> list[str]:
    """Return what is lost or wrong, by the store, by the gradebook and by the graded notebooks."""
    results = {path.stem: json.loads(path.read_text(encoding="utf-8"))["result"] for path in kept(course)}
    rows = dump(course)
    booked: dict[str, float] = {}
    for student, _, _, score, *_ in rows:
        booked[student] = booked.get(student, 0.0) + (score or 0.0)
    faults = []
    for student, source in handed_in.items():
        if student not in results or student not in booked or not course.autograded(student, CH04).is_file():
            faults.append(f"{student} is lost")
            continue
        result = results[student]
        score = round(sum(_score(verdict) for verdict in result["verdicts"].values()), 2)
        wrong = source.fault(round(booked[student], 2), result["needs_human"])
        if wrong:
            faults.append(f"{student} earned {booked[student]:g}, {result['needs_human'][:200]!r}: {wrong}")
        if score != round(booked[student], 2):
            faults.append(f"{student}: the gradebook says {booked[student]:g}, the verdicts {score:g}")
        if result["retry"]:
            faults.append(f"{student} was not judged: {result['needs_human'][:200]}")
    if len(rows) != len({row[:3] for row in rows}):
        faults.append("the gradebook holds something twice")
    return faults


def _score(verdict: dict[str, Any]) -> float:
    from pydantic import TypeAdapter

    from autograder.verdict import Verdict

    return TypeAdapter(Verdict).validate_python(verdict).score


def memory_table(memory: Memory) -> str:
    """Return resident memory by tenths of the run, and the last quarter over the first."""
    rows = []
    for name, samples in (("command", memory.command), ("largest lane", memory.lanes)):
        if len(samples) < 8:
            continue
        tenths = [samples[len(samples) * i // 10 : len(samples) * (i + 1) // 10] or samples[-1:] for i in range(10)]
        quarter = len(samples) // 4
        ratio = statistics.median(samples[-quarter:]) / statistics.median(samples[:quarter])
        rows.append([name, *(f"{statistics.median(part) / 2**20:.0f}" for part in tenths), f"{ratio:.2f}"])
    return table(["MiB by tenths of the run", *map(str, range(1, 11)), "last quarter / first"], rows)


# Random kills.


def kills(course: Course, rounds: int, found: Orphans) -> list[str]:
    """Stop runs at random moments, complete each, and return where that differs from an undisturbed run."""
    if not rounds:
        return []
    undisturbed = copy_of(course, course.root.with_name("undisturbed"))
    done = fathom(undisturbed, "grade", "ch04")
    expected = dump(undisturbed), notebooks(undisturbed)
    faults = [f"the undisturbed run ended with {done.code}: {done.err[-500:]}"] if done.code else []
    count = len(kept(undisturbed))
    for number in range(rounds):
        target = SIGNALS[number % len(SIGNALS)]
        struck = copy_of(course, course.root.with_name(f"struck{number}"))
        results, delay = random.randint(0, count - 1), random.uniform(0, 0.5 if number % 4 else 8)
        hit, _ = disturbed(struck, target, results, delay, found)
        moment = f"round {number} ({hit} struck {delay:.2f} s after {results} results)"
        faults += [f"{moment}: left running: {command}" for command in found.left(seconds=20)]
        done = fathom(struck, "grade", "ch04")
        different = same(struck, expected)
        left = [*found.left(seconds=5), *half_written(struck), *found.groups()]
        faults += [f"{moment}: run again it ended with {done.code}: {done.err[-300:]}"] if done.code else []
        faults += [f"{moment}: {different[:500]}"] if different else []
        faults += [f"{moment}: left behind {one}" for one in left]
        print(f"{moment}: {'as undisturbed' if not different else 'DIFFERENT'}", flush=True)
    return faults


if __name__ == "__main__":
    main()
