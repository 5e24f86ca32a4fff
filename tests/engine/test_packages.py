"""Checks that need an optional package."""

import pytest

from autograder.errors import CheckFault
from autograder.toolkit import needs_package


class Beside:
    """An answer whose process has a package or has not."""

    def __init__(self, has):
        self.has = has

    def run(self, function, name):
        assert function(None, name)
        return self.has


def test_a_missing_package_skips_the_check():
    with pytest.raises(pytest.skip.Exception, match="needs the package no_such_package"):
        needs_package(Beside(True), "no_such_package")


def test_a_package_on_both_sides_lets_the_check_run():
    needs_package(Beside(True), "torch")


@pytest.mark.parametrize("said", [False, None, "yes"])
def test_a_process_cannot_escape_by_saying_that_it_lacks_the_package(said):
    with pytest.raises(CheckFault, match="torch is installed where checks run"):
        needs_package(Beside(said), "torch")
