"""Bounds the memory and processes of a lane by a control group, where the system delegates one."""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
NAME = "fathom-"
"""Groups are called after the process that made them, so that a later run can clear away what a killed one left."""


def confine(pid: int, max_bytes: int, max_processes: int) -> bool:
    """Put a process and all it will start into a group of its own; tell whether its memory is bounded."""
    clear()
    bounds = {
        "memory.max": max_bytes, "memory.swap.max": 0, "pids.max": max_processes,  # version 2
        "memory.limit_in_bytes": max_bytes,  # version 1
    }  # fmt: skip
    held = False
    for parent in _parents():
        group = parent / f"{NAME}{os.getpid()}"
        if not (parent / "cgroup.procs").exists():
            continue  # no control group: beside version 1 a plain folder, in which ours would stay for ever
        try:
            group.mkdir(exist_ok=True)
            written = [name for name, value in bounds.items() if _write(group / name, value)]
            (group / "cgroup.procs").write_text(str(pid))
        except OSError:
            with contextlib.suppress(OSError):
                group.rmdir()
            continue
        held |= any(name.startswith("memory.") for name in written)
        if "memory.max" in written:
            break
    return held


def clear(seconds: float = 0.0) -> None:
    """Remove the groups of processes that are gone, waiting so long for their last members to go."""
    deadline = time.monotonic() + seconds
    while True:
        left = [g for parent in _parents() for g in parent.glob(f"{NAME}*") if not _alive(g) and not _removed(g)]
        if not left or time.monotonic() >= deadline:
            return
        time.sleep(0.02)


def _parents() -> Iterator[Path]:
    """Yield the groups that may hold ours: beside this process's own, by the kernel's word on where that is."""
    with contextlib.suppress(OSError):
        for line in Path("/proc/self/cgroup").read_text(encoding="utf-8").splitlines():
            number, controllers, path = line.split(":", 2)
            if number == "0":
                own = ROOT / path.strip("/")
                yield from (own.parent, own) if own != ROOT else (own,)
            elif controllers in ("memory", "pids"):
                yield ROOT / controllers / path.strip("/")


def _write(path: Path, value: int) -> bool:
    try:
        if not path.exists():
            return False
        path.write_text(str(value))
    except OSError:
        return False
    return True


def _alive(group: Path) -> bool:
    number = group.name.removeprefix(NAME)
    return number.isdigit() and Path(f"/proc/{number}").exists()


def _removed(group: Path) -> bool:
    try:
        group.rmdir()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True
