"""``fathom doctor``: tries each rung of the sandbox by attempting what it should forbid."""

import platform
import sys

from rich.console import Console

from autograder.errors import FathomError
from autograder.judge.lane import Lane

ATTEMPTS = {
    "the course's files are out of sight": (
        "import os\n"
        "assert not [f for f in ('{reference}', '{home}/.ssh', '/etc/passwd') if os.path.exists(f)], 'visible'"
    ),
    "the system is read-only": (
        "import os\ntry:\n    open('/usr/fathom', 'w')\nexcept OSError:\n    pass\nelse:\n    raise AssertionError('writable')"
    ),
    "there is no network": (
        "import socket\ns = socket.socket()\ns.settimeout(1)\ntry:\n    s.connect(('{host}', 53))\nexcept OSError:\n"
        "    pass\nelse:\n    raise AssertionError('connected')"
    ),
    "no other process can be signalled": (
        "import os, signal\ntry:\n    os.kill({pid}, 0)\nexcept OSError:\n    pass\nelse:\n    raise AssertionError('reached')"
    ),
}


def examine() -> bool:
    """Print what holds here; return whether grading can run strongly sandboxed."""
    say = Console(highlight=False)
    say.print(f"Python {platform.python_version()}, {platform.system()} {platform.release()}")
    if sys.platform != "linux":
        say.print("Grading needs Linux; students can check locally with check() on any system.")
        return False
    import os
    from pathlib import Path

    words = {
        "{reference}": str(Path(__file__).parents[2] / "reference"),
        "{home}": str(Path.home()),
        "{host}": "1.1.1.1",
        "{pid}": str(os.getpid()),
    }
    try:
        with Lane("weak") as lane, lane.submission() as submission:
            for rung in ("bubblewrap", "namespaces", "landlock", "limits"):
                say.print(f"  {'holds ' if rung in lane.rungs else 'absent'}  {rung}")
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
