"""All manglings by name: importing a family puts its functions into the registry."""

from tests.mangled import (
    answers,
    cells,
    code,
    entries,
    files,
    folders,
    formats,
    joints,
    metadata,
    outputs,
    questions,
    tools,
)
from tests.mangled.registry import MANGLINGS

FAMILIES = (answers, cells, code, entries, files, folders, formats, joints, metadata, outputs, questions, tools)

__all__ = ["FAMILIES", "MANGLINGS"]
