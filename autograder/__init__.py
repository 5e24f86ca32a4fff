"""Fathom's engine: checks for answers to exercises in deep learning.

Students need one name: ``from autograder import check``.
"""

from typing import Any

__version__ = "0.1.0"
__all__ = ["check"]


def __getattr__(name: str) -> Any:
    # Imported late: a grading process that imports autograder.wire must not import pytest and HTML.
    if name == "check":
        from autograder.notebook.check import check

        return check
    raise AttributeError(f"module 'autograder' has no attribute {name!r}")
