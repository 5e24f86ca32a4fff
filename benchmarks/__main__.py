"""Measure Fathom against stock nbgrader and otter-grader on the same notebooks, in one run.

Prints tables, ratios first; raw numbers go to build/benchmarks.json. With --write the tables replace those in
docs/benchmarks.md.
"""

import argparse
import datetime
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.course import KIT, Course
from autograder.manifest import find_chapter
from benchmarks.course import CHAPTER, Class, environment, make_class
from benchmarks.graders import graders
from benchmarks.measure import run
from benchmarks.otter import VERSION, Otter
from benchmarks.speed import compare, scale, scale_table, speed_table
from benchmarks.tables import fill, machine, number, table

QUICK = {"fathom": 10, "plugin": 4, "stock": 1, "otter": 1, "inside": 10, "chapter": 4, "largest": 10}
FULL = {"fathom": 30, "plugin": 8, "stock": 2, "otter": 1, "inside": 50, "chapter": 24, "largest": 100}
ROLES = {
    "judge": "judge, one per lane",
    "zygote": "zygote, one per lane",
    "supervisor": "supervisor of a submission",
    "notebook": "notebook of a submission",
    "snapshot": "snapshot for an exercise",
}


def main() -> None:
    options = parse()
    sizes = (FULL if options.full else QUICK) | {"rounds": options.rounds}
    otter = None if options.no_otter else Otter(options.otter)
    if otter is not None:
        otter.install()
    with tempfile.TemporaryDirectory(prefix="fathom-benchmark-") as scratch:
        ours = make_class(Path(scratch) / "course", max(sizes["largest"], 2 * sizes["fathom"]))
        found: dict[str, Any] = {"when": datetime.date.today().isoformat(), "machine": machine(), "sizes": sizes}
        found["speed"] = compare(graders(ours, sizes, otter), sizes["rounds"])
        found["inside"] = inside(ours, sizes["inside"])
        counts = [count for count in (10, 100) if count <= sizes["largest"]]
        found["scale"] = scale(ours, counts, [1, 2])
        found["chapters"] = chapters(Path(scratch), sizes["chapter"])
    raw = KIT / "build" / "benchmarks.json"
    raw.parent.mkdir(exist_ok=True)
    raw.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    text = report(found)
    print(text)
    if options.write:
        fill(KIT / "docs" / "benchmarks.md", "measured", text)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks", description=__doc__)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--quick", action="store_true", help="few notebooks, one round: some minutes (the default)")
    size.add_argument("--full", action="store_true", help="up to 100 notebooks: half an hour on a quiet machine")
    parser.add_argument("--rounds", type=int, default=1, help="repeat the comparison and take medians (default: 1)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    parser.add_argument("--no-otter", action="store_true", help="leave otter-grader out")
    parser.add_argument(
        "--otter",
        type=Path,
        default=KIT / "build" / "benchmark-env",
        metavar="FOLDER",
        help=f"virtual environment with otter-grader {VERSION}, made on first use (default: build/benchmark-env)",
    )
    return parser.parse_args()


def chapters(scratch: Path, count: int) -> list[dict[str, Any]]:
    """Return what a solved and what an average submission of each chapter cost."""
    found = []
    for entry in Course.load(KIT).built_chapters():
        ours, facts = make_class(scratch / entry.name, count, entry.name), find_chapter(entry.name)
        solved, mixed = (inside(ours, size, entry.name)["milliseconds"] for size in (1, count))
        found.append({"chapter": facts.title, "exercises": len(facts.exercises), "solved": solved, "mixed": mixed})
    return found


def chapters_table(found: list[dict[str, Any]]) -> str:
    rows = []
    for row in found:
        walls = (row[kind]["wall"][part] for kind in ("solved", "mixed") for part in ("all", "checks"))
        rows.append([row["chapter"], str(row["exercises"]), *(f"{number(wall / 1000)} s" for wall in walls)])
    return table(["chapter", "exercises", "solved", "of it the checks", "of a class", "of it the checks"], rows)


def inside(ours: Class, count: int, chapter: str = CHAPTER) -> dict[str, Any]:
    """Return what one submission costs by part, and what the writer adds to it."""
    print(f"inside one lane: {count} of {chapter}", flush=True)
    folder = ours.clean("inside", count)
    run([sys.executable, "-m", "benchmarks.inside", ".", chapter], folder, environment())
    found: dict[str, Any] = json.loads((folder / "benchmark.log").read_text(encoding="utf-8").splitlines()[-1])
    return found


def report(found: dict[str, Any]) -> str:
    """Return the tables as markdown."""
    sizes = found["sizes"]
    rounds = "one round" if sizes["rounds"] == 1 else f"medians of {sizes['rounds']} rounds"
    parts = [
        f"Measured {found['when']} on {found['machine']}; {rounds}.",
        speed_table(found["speed"]),
        "What one submission costs on a lane, in milliseconds:",
        parts_table(found["inside"]["milliseconds"]),
        own_cost(found["inside"]["milliseconds"]),
        f"Held while measuring: {', '.join(found['inside']['rungs'])}. Memory, in MB:",
        memory_table(found["inside"]["memory"]),
        "How `fathom grade` grows:",
        scale_table(found["scale"]),
        "What a notebook takes of one lane, the solved one and the average of a class of mostly wrong answers:",
        chapters_table(found["chapters"]),
    ]
    return "\n\n".join(parts)


def parts_table(found: dict[str, Any]) -> str:
    words = {
        "fork": "fork into the sandbox",
        "cells": "the notebook's cells",
        "checks": "the checks",
        "mistakes": "naming known mistakes",
        "end": "ending its processes",
        "rest": "the rest of the lane",
        "all": "a submission on its lane",
    }
    clocks = ("wall", "judge", "candidate")
    rows = [
        [words[part], *(number(found[clock][part]) if part in found[clock] else "" for clock in clocks)]
        for part in words
        if part in found["wall"]
    ]
    return table(["part", "wall", "CPU of the judge", "CPU of the candidate"], rows)


def own_cost(found: dict[str, Any]) -> str:
    own = sum(found["wall"][part] for part in ("fork", "end", "rest"))
    return (
        f"One process for all lanes reads submissions and writes gradebook and graded notebooks: "
        f"{number(found['writer'])} ms of CPU for each. Beyond cells and checks a submission costs "
        f"{number(own)} ms on its lane and {number(own + found['writer'])} ms in all."
    )


def memory_table(found: dict[str, dict[str, float]]) -> str:
    rows = []
    for role, facts in found.items():
        shown = [number(facts[key]) if facts else "not readable here" for key in ("Rss", "Pss")]
        rows.append([ROLES[role], *shown])
    return table(["process", "resident", "its share (Pss)"], rows)


if __name__ == "__main__":
    main()
