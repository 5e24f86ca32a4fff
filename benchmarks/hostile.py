"""Run the attacks of tests/hostile under stock nbgrader and under Fathom and say what each gained and harmed.

Stock nbgrader runs inside a bubblewrap in which only a scratch copy of the course is writable, since some attacks
would otherwise harm this machine. With --write the table replaces the one in docs/security.md.
"""

import argparse
import ast
import datetime
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from autograder.course import KIT
from benchmarks.findings import Finding
from benchmarks.tables import fill, machine, table
from benchmarks.under_fathom import attack_fathom
from benchmarks.under_stock import StockTarget
from tests.hostile.attacks import ATTACKS, most


def main() -> None:
    options = parse()
    chosen = [path for path in ATTACKS if not options.only or any(word in path.stem for word in options.only)]
    stock: dict[str, Finding] = {}
    with tempfile.TemporaryDirectory(prefix="fathom-hostile-") as scratch:
        target = StockTarget(Path(scratch) / "stock", options.seconds)
        for attack in chosen:
            stock[attack.stem] = target.attack(attack)
            stock[attack.stem].not_asked = is_beyond_assertions(attack)
            print(f"stock nbgrader: {attack.stem}: {_cells(attack, stock[attack.stem])}", flush=True)
        print("fathom grade: all of them in one class", flush=True)
        fathom = attack_fathom(Path(scratch) / "fathom", chosen)
    raw = {"stock": {k: asdict(v) for k, v in stock.items()}, "fathom": {k: asdict(v) for k, v in fathom.items()}}
    (KIT / "build").mkdir(exist_ok=True)
    (KIT / "build" / "hostile.json").write_text(json.dumps(raw, indent=1) + "\n", encoding="utf-8")
    text = report(chosen, stock, fathom)
    print(text)
    if options.write:
        fill(KIT / "docs" / "security.md", "attacks", text)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks.hostile", description=__doc__)
    parser.add_argument("--only", nargs="*", metavar="WORD", help="attacks whose file name holds one of the words")
    parser.add_argument("--seconds", type=float, default=90, help="limit for nbgrader on each attack (default: 90)")
    parser.add_argument("--write", action="store_true", help="put the table into docs/security.md")
    options = parser.parse_args()
    if options.write and options.only:
        parser.error("--write needs all attacks; leave --only out")
    return options


def report(attacks: list[Path], stock: dict[str, Finding], fathom: dict[str, Finding]) -> str:
    """Return a summary and the table of all attacks."""
    today = datetime.date.today().isoformat()
    lines = [
        f"Measured {today} on {machine()}, {len(attacks)} attacks; what is not written earns 0 of 7 points.",
        "",
    ]
    for name, found in (("Stock nbgrader", stock), ("Fathom", fathom)):
        ran = [path for path in attacks if not found[path.stem].not_run]
        gained = sum(has_gained(path, found[path.stem]) for path in ran)
        harmed = sum(bool(found[path.stem].harm) for path in ran)
        left = f", {len(attacks) - len(ran)} not run" if len(ran) < len(attacks) else ""
        lines.append(f"- {name}: {gained} of {len(ran)} gained points, {harmed} did harm{left}.")
    rows = [[sentence(path), *_cells(path, stock[path.stem]), *_cells(path, fathom[path.stem])] for path in attacks]
    head = ["attack", "stock: points", "stock: harm", "Fathom: points", "Fathom: harm"]
    return "\n".join(lines) + "\n\n" + table(head, rows)


def is_beyond_assertions(path: Path) -> bool:
    """Tell whether values alone do not give an attack away: it uses what is forbidden, or has no gradient."""
    return path.stem.startswith(("human_", "part_")) or "forbidden" in path.stem


def has_gained(path: Path, finding: Finding) -> bool:
    """Tell whether an attack got more than its honest part is worth, and no human is told to look at it."""
    return (finding.points or 0) > most(path) and not finding.needs_human and not finding.not_asked


def _cells(path: Path, finding: Finding) -> list[str]:
    if finding.not_run:
        return ["not run", finding.not_run]
    points = "no grade" if finding.points is None else f"{finding.points:g}"
    if finding.points and finding.not_asked:
        points += ", not asked there"
    elif finding.points and most(path):
        points += f" (worth {most(path):g})"
    if finding.needs_human:
        points += ", for a human"
    return [points, "; ".join(finding.harm) or "none"]


def sentence(path: Path) -> str:
    """Return what an attack does: the first line of its first docstring, or its file's name."""
    try:
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    except SyntaxError:
        said = None
    words = path.stem.removeprefix("zero_").replace("_", " ")
    return (said or words).partition("\n")[0].rstrip(".")


if __name__ == "__main__":
    main()
