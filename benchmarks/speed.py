"""Compares the graders: rounds in which each grades a small and a larger class of the same notebooks."""

from dataclasses import asdict
from typing import Any

from benchmarks.course import Class, environment
from benchmarks.graders import FATHOM, Graded, Grader
from benchmarks.measure import cost, median, run
from benchmarks.tables import number, table

NOISE = "lost in noise"


def compare(graders: list[Grader], rounds: int) -> dict[str, Any]:
    """Run all graders in turn, ``rounds`` times; raise RuntimeError where honest notebooks get different scores."""
    found: dict[str, Any] = {"rounds": [], "compared": {}}
    for turn in range(rounds):
        costs, last = {}, {}
        for grader in graders:
            print(f"round {turn + 1} of {rounds}: {grader.name}", flush=True)
            few = grader.grade(grader.few) if grader.few else None
            many = last[grader.name] = grader.grade(grader.many)
            point = (grader.few, few.ran.seconds) if few else (0, 0.0)
            costs[grader.name] = asdict(cost(point, (grader.many, many.ran.seconds))) | {
                "seconds": [point[1], many.ran.seconds],
                "submissions": [grader.few, grader.many],
                "cpu_seconds": many.ran.cpu_seconds,
            }
        found["rounds"].append(costs)
        found["compared"] = same_scores(last)
    return found


def same_scores(graded: dict[str, Graded]) -> dict[str, int]:
    """Return how many notebooks each grader has in common with the first; all must have the same score."""
    (first, ours), *others = graded.items()
    compared = {}
    for name, theirs in others:
        common = sorted(set(ours.scores) & set(theirs.scores))
        differ = [f"{s}: {ours.scores[s]} and {theirs.scores[s]}" for s in common if not _same(ours, theirs, s)]
        if differ or not common:
            raise RuntimeError(f"{first} and {name} give different scores: {'; '.join(differ) or 'none in common'}")
        compared[name] = len(common)
    return compared


def _same(ours: Graded, theirs: Graded, student: str) -> bool:
    # Points per check are rounded per exercise by one grader and per notebook by another.
    return abs(ours.scores[student] - theirs.scores[student]) < 0.015


def speed_table(found: dict[str, Any]) -> str:
    """Return the comparison as a table, ratios first."""
    rounds = found["rounds"]
    ours = median(next(iter(costs.values()))["each"] for costs in rounds)
    rows = []
    for name, last in rounds[-1].items():
        each, start = (median(costs[name][part] for costs in rounds) for part in ("each", "start"))
        whole = median(costs[name]["seconds"][1] for costs in rounds)
        few, many = last["submissions"]
        lost = min(ours, each) <= 0  # a machine so busy that twice the work took less time
        rows.append(
            [
                name,
                NOISE if lost else f"{number(each / ours)} x",
                NOISE if lost else f"{number(each)} s",
                "in each" if few == 0 else NOISE if lost else f"{start:.1f} s",
                f"{many} in {whole:.1f} s",
                f"{found['compared'][name]} of {found['compared'][name]}" if name in found["compared"] else "",
            ]
        )
    head = ["grader", "time per submission", "", "before the first", "larger run", "same scores"]
    return table(head, rows)


def scale(ours: Class, sizes: list[int], lanes: list[int]) -> list[dict[str, float]]:
    """Time ``fathom grade`` on growing classes, with each number of lanes."""
    found = []
    for count in sizes:
        for number_of_lanes in lanes:
            print(f"fathom grade: {count} submissions, {number_of_lanes} lanes", flush=True)
            folder = ours.clean("scale", count)
            ran = run([*FATHOM, "--jobs", str(number_of_lanes)], folder, environment())
            found.append({"submissions": count, "lanes": number_of_lanes, **asdict(ran)})
    return found


def scale_table(found: list[dict[str, float]]) -> str:
    rows = [
        [
            f"{row['submissions']:,}",
            str(row["lanes"]),
            f"{number(row['seconds'] / row['submissions'])} s",
            f"{row['seconds']:.1f} s",
            f"{row['cpu_seconds']:.1f} s",
        ]
        for row in found
    ]
    head = ["submissions", "lanes", "per submission, start included", "whole run", "CPU of judges and writer"]
    return table(head, rows)
