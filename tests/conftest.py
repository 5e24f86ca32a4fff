"""Shared fixtures. FATHOM_NO_SKIP=1 (set by .ci/run) turns skips for missing system packages into failures."""

import os
import shutil
from pathlib import Path

import pytest

KIT = Path(__file__).parents[1]


def need(program: str, package: str) -> str:
    """Return the path of a system program; skip (or fail in CI) with what to install when it is missing."""
    path = shutil.which(program)
    if path is None:
        message = f"{program} is not installed; next: apt-get install {package}"
        if os.environ.get("FATHOM_NO_SKIP"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def bubblewrap() -> str:
    return need("bwrap", "bubblewrap")


@pytest.fixture(scope="session")
def chromium() -> str:
    return need("chromium", "chromium")


@pytest.fixture(scope="session")
def sandbox() -> str:
    """The strongest sandbox to ask for here: CI insists on the strong one."""
    if shutil.which("bwrap") is None and not os.environ.get("FATHOM_NO_SKIP"):
        return "weak"
    return "strong"
