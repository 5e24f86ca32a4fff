"""``fathom doctor``: tries each rung of the sandbox by attempting what it should forbid."""

import os
import platform
import sys
from pathlib import Path

from rich.console import Console

from autograder.candidate import sandbox
from autograder.errors import FathomError
from autograder.judge.lane import Lane

FORBIDDEN = """
try:
    {attempt}
except OSError:
    pass
else:
    raise AssertionError("it can")
"""
RUNGS = {
    "bubblewrap": "apt-get install bubblewrap",
    "namespaces": "sysctl kernel.unprivileged_userns_clone=1, or a container that allows user namespaces",
    "landlock": "a kernel of 5.13 or newer with landlock among its security modules (lsm=... on its command line)",
    "seccomp": "an x86-64 or aarch64 kernel with seccomp filters",
    "cgroup": "systemd-run --user --scope -p Delegate=yes fathom grade ...; a watchdog bounds memory without it",
    "limits": "Linux",
}
"""How to get what is absent."""
ATTEMPTS = {
    "the course's files are out of reach": FORBIDDEN.replace("{attempt}", "import os; os.listdir('{reference}')"),
    "the home folder's files are out of reach": FORBIDDEN.replace("{attempt}", "open('{home_file}')"),
    "the machine's users are out of sight": FORBIDDEN.replace("{attempt}", "open('/etc/passwd')"),
    "the system is read-only": FORBIDDEN.replace("{attempt}", "open('/usr/fathom', 'w')"),
    "there is no network": FORBIDDEN.replace(
        "{attempt}", "import socket; socket.create_connection(('{host}', 53), timeout=1)"
    ),
    "no new namespaces": FORBIDDEN.replace(
        "{attempt}", "import ctypes; [][ctypes.CDLL(None).unshare(0x10000000) and 0:] or open('/nothing')"
    ),
    "no other process can be signalled": FORBIDDEN.replace("{attempt}", "import os; os.kill({pid}, 0)"),
}
"""What student code must not be able to do, and the cell that tries it."""


def _line(rung: str, how: str, held: tuple[str, ...]) -> str:
    if rung in held:
        return f"  holds   {rung}"
    if rung == "landlock" and "bubblewrap" in held and sandbox.landlock_version() > 0:
        return "  spare   landlock: takes bubblewrap's place where that is missing"
    spare = "; not needed while bubblewrap holds" if rung == "landlock" and "bubblewrap" in held else ""
    return f"  absent  {rung}: {how}{spare}"


def examine() -> bool:
    """Print what holds here; return whether grading can run strongly sandboxed."""
    say = Console(highlight=False)
    say.print(f"Python {platform.python_version()}, {platform.system()} {platform.release()}")
    if sys.platform != "linux":
        say.print("Grading needs Linux; students can check locally with check() on any system.")
        return False
    words = {
        "{reference}": str(Path(__file__).parents[2] / "reference"),
        "{home_file}": next((str(path) for path in sorted(Path.home().iterdir()) if path.is_file()), "/nothing"),
        "{host}": "1.1.1.1",
        "{pid}": str(os.getpid()),
    }
    try:
        with Lane("weak") as lane, lane.submission() as submission:
            for rung, how in RUNGS.items():
                say.print(_line(rung, how, lane.rungs), soft_wrap=True)
            held = True
            for claim, source in ATTEMPTS.items():
                for word, value in words.items():
                    source = source.replace(word, value)
                error = submission.run_cell(source, 10)
                held &= not error
                say.print(f"  {'yes' if not error else 'NO '}  {claim}" + (f" ({error})" if error else ""))
            strong = lane.is_strong
    except FathomError as error:
        say.print(str(error))
        return False
    if not strong:
        say.print("next: apt-get install bubblewrap (landlock with namespaces would do as well)")
    return strong and held
