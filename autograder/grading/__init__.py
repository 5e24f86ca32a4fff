"""Grading through nbgrader, which this package alone knows."""

import os
import sys
from pathlib import Path

# nbgrader calls alembic by name to stamp a new gradebook; it lies beside this Python, activated or not.
_BIN = str(Path(sys.executable).parent)
if _BIN not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = _BIN + os.pathsep + os.environ.get("PATH", "")
