"""What an attack could have changed on this machine, before and after: files, listeners, processes."""

import contextlib
import hashlib
import os
import site
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.candidate.sandbox import descendants

KIT = Path(__file__).parents[2]
MARKS = ("*planted*", "sitecustomize.py", "usercustomize.py", "00-first.py", "conftest_planted.py")
"""The names that every attack uses for what it leaves behind."""
ON_THE_MACHINE = (
    Path("/tmp"),
    Path("/var/tmp"),
    Path("/dev/shm"),
    Path.home(),
    Path.home() / ".ipython/profile_default/startup",
    KIT,
    KIT / "autograder",
    *map(Path, site.getsitepackages()),
)
WARM = 3
"""Processes of a lane that is at rest: bubblewrap, its init and the zygote."""
SETTINGS = [Path(f"/proc/sys/kernel/{name}") for name in ("printk_ratelimit_burst", "printk_ratelimit")]
MOST_BYTES = 5 * 2**28
"""More than the largest message takes in the judge several times over."""


def tree(folder: Path) -> dict[str, str]:
    """Return a digest of every file below a folder, by path; empty folders count too."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
    return found


def planted() -> set[Path]:
    """Return the files on this machine whose names attacks use."""
    return {path for place in ON_THE_MACHINE for mark in MARKS for path in place.glob(mark)}


def left_running(tries: int = 100) -> list[str]:
    """Return the command lines of what runs below the lanes beside the warm zygote.

    The supervisor ends its submission while the result is on its way: some seconds are allowed.
    """
    commands: list[str] = []
    for _ in range(tries):
        below = [pid for pid in descendants(os.getpid()) if pid not in lanes()]
        commands = [command for pid in below if (command := command_of(pid))]  # a zombie has none
        if len(commands) <= WARM:
            return []
        time.sleep(0.05)
    return commands


def lanes() -> list[int]:
    """Return the processes in which the judges of this process live, and multiprocessing's helper."""
    return [pid for pid in descendants(os.getpid()) if "multiprocessing" in command_of(pid)]


def peak_bytes(pid: int) -> int:
    """Return the most memory that a process held since ``forget_peaks``."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def forget_peaks() -> None:
    for pid in lanes():
        Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="utf-8")


def command_of(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def settings() -> dict[Path, str]:
    """Return the kernel's settings that an attack tries, and how soon memory's killer takes each warm process."""
    found = {path: path.read_text(encoding="utf-8") for path in SETTINGS if path.exists()}
    for pid in descendants(os.getpid()):
        with contextlib.suppress(OSError):
            path = Path(f"/proc/{pid}/oom_score_adj")
            found[path] = path.read_text(encoding="utf-8")
    return found


@contextlib.contextmanager
def listening() -> Iterator[list[socket.socket]]:
    """Listen on a local port, a name in the abstract namespace and a socket file, as local services do."""
    path = Path(f"/tmp/fathom-{os.getpid()}.sock")
    with contextlib.ExitStack() as stack:
        ears = [stack.enter_context(socket.create_server(("127.0.0.1", 0)))]
        for address in (f"\0fathom-{os.getpid()}", str(path)):
            ear = stack.enter_context(socket.socket(socket.AF_UNIX))
            stack.callback(path.unlink, missing_ok=True)
            ear.bind(address)
            ear.listen(8)
            ears.append(ear)
        for ear in ears:
            ear.setblocking(False)
        yield ears


def heard(ears: list[socket.socket]) -> list[str]:
    """Return the addresses at which somebody called."""
    callers = []
    for ear in ears:
        with contextlib.suppress(BlockingIOError):
            ear.accept()[0].close()
            callers.append(str(ear.getsockname()))
    return callers


@dataclass
class Watch:
    """The state of the machine before an attack."""

    folder: Path
    """A course folder, watched file by file."""
    ears: list[socket.socket]
    files: dict[str, str] = field(default_factory=dict)
    marks: set[Path] = field(default_factory=set)
    kernel: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.files, self.marks, self.kernel = tree(self.folder), planted(), settings()
        forget_peaks()

    def harm(self) -> list[str]:
        """Return in words what is different now."""
        now = tree(self.folder)
        changed = {name for name in self.files.keys() | now.keys() if self.files.get(name) != now.get(name)}
        words = [f"{name} in the course folder changed" for name in sorted(changed)]
        words += [f"{path} was planted" for path in sorted(planted() - self.marks)]
        words += [f"a call arrived at {address}" for address in heard(self.ears)]
        words += [f"left running: {command}" for command in left_running()]
        for path, value in settings().items():
            if self.kernel.get(path, value) != value:
                words.append(f"{path} was set to {value.strip()}")
                path.write_text(self.kernel[path], encoding="utf-8")
        peaks = {pid: peak_bytes(pid) for pid in lanes()}
        words += [f"a judge took {peak >> 20} MiB" for peak in peaks.values() if peak > MOST_BYTES]
        return words
