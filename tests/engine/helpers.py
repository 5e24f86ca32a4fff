"""Answers made from source text, for tests of the engine."""

import itertools
from typing import Any

from autograder.answer import Answer
from autograder.candidate.here import Here
from autograder.loading import load_source
from autograder.manifest import Facts

_numbers = itertools.count()


def answer(
    source: str, *, name: str = "f", returns: str = "", forbid: tuple[str, ...] = (), **given: Any
) -> Answer:
    """Return the answer that the source defines, in this process."""
    filename = f"<answer {next(_numbers)}>"
    namespace = load_source("import torch\n" + source, filename, "student")
    facts = Facts(
        id=name,
        title=name,
        section="1.1",
        level="core",
        points=2,
        seconds=10,
        signature=f"{name}(x)",
        parameters=("x", "y"),
        returns=returns,
        forbid=forbid,
    )
    return Answer(Here(namespace, forbid, given.get("seconds", 5.0)), facts)
