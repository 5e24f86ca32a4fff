"""Reads notebooks: one place that knows what can be wrong with the file."""

import re
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.errors import NotebookError

CHECK_CALL = re.compile(r"\s*check\(\s*(['\"])\w+\1\s*\)\s*")
"""The source of a check cell."""


def read_notebook(path: Path, missing: str, unreadable: str) -> NotebookNode:
    """Read a notebook as version 4; raise NotebookError if it is missing, empty or unreadable.

    ``missing`` and ``unreadable`` are the next command for whoever has to do with this file.
    """
    if not path.is_file():
        raise NotebookError(path, "is missing", missing)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise NotebookError(path, f"cannot be read: {error}", unreadable) from None
    if not text.strip():
        raise NotebookError(path, "is empty", unreadable)
    try:
        notebook: NotebookNode = nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat raises whatever its JSON and schema layers raise
        reason = f"{type(error).__name__}: {str(error)[:120]}"
        raise NotebookError(path, f"is no notebook: {reason}", unreadable) from None
    if not isinstance(notebook.get("cells"), list):
        raise NotebookError(path, "is no notebook: it has no list of cells", unreadable)
    return notebook
