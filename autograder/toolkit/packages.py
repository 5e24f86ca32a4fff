"""Checks about an optional package are not made where it is missing; nobody loses points for that."""

import importlib.util
from typing import Any

import pytest

from autograder.answer import Answer
from autograder.errors import CheckFault


def needs_package(answer: Answer, name: str) -> None:
    """Skip the check where the package is not installed.

    Whoever checks decides that, never the student's process: it could say so to escape a check. Raises
    CheckFault where the package is here and not beside the student's code.
    """
    if not is_installed(None, name):
        pytest.skip(f"this needs the package {name}, which is not installed here (pip install {name})")
    if answer.run(is_installed, name) is not True:
        raise CheckFault(f"{name} is installed where checks run and not where the student's code does")


def is_installed(answer: Any, name: str) -> bool:
    """Tell whether the package can be imported (runs beside the student's code, too)."""
    return importlib.util.find_spec(name) is not None
