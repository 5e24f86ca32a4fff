"""nbgrader's configuration: see autograder/grading/settings.py for what is set and why."""

from pathlib import Path

from autograder.grading.settings import configure

configure(get_config(), Path(__file__).parent)  # type: ignore[name-defined]  # noqa: F821
