"""Reads notebooks: one place that knows what can be wrong with the file and what can be put right.

Editors and platforms save notebooks that no schema accepts. A cell's source, type, id and metadata are made
what nbformat promises; what is lost on the way are outputs that no notebook may hold.
"""

import codecs
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.errors import NotebookError

CHECK_CALL = re.compile(r"\s*check\(\s*(['\"])(?P<exercise>\w+)\1\s*\)\s*;?\s*")
"""The source of a check cell."""
MAX_FILE = 100 * 2**20
_PICTURE_KIND = re.compile(r"image/(png|jpeg|gif|webp|svg\+xml)")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]+")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def make_cell(kind: str, source: str, cell_id: str, metadata: dict[str, Any] | None = None) -> NotebookNode:
    """Return a cell of type code, markdown or raw.

    nbformat's own makers validate each cell by schema: 40 ms for a notebook, a third of what grading it costs.
    """
    facts: dict[str, Any] = {"cell_type": kind, "id": cell_id, "metadata": metadata or {}, "source": source}
    if kind == "code":
        facts |= {"outputs": [], "execution_count": None}
    cell: NotebookNode = nbformat.from_dict(facts)
    return cell


def read_notebook(path: Path, missing: str, unreadable: str) -> NotebookNode:
    """Read a notebook as version 4.5; raise NotebookError if it is missing, empty or unreadable.

    ``missing`` and ``unreadable`` are the next command for whoever has to do with this file.
    """
    if not path.is_file():
        raise NotebookError(path, "is missing", missing)
    try:
        if path.stat().st_size > MAX_FILE:
            raise NotebookError(path, f"is larger than {MAX_FILE >> 20} MiB", unreadable)
        data = path.read_bytes()
    except OSError as error:
        raise NotebookError(path, f"cannot be read: {error.strerror or error}", unreadable) from None
    text = _decoded(data)
    if not text.strip():
        raise NotebookError(path, "is empty", unreadable)
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotebookError(path, f"is no notebook: {_what_it_is(text, error)}", unreadable) from None
    try:
        return _notebook(facts, text)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotebookError(path, f"is no notebook: {str(error)[:120]}", unreadable) from None


def _decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with a byte-order mark, or whatever Windows wrote."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _what_it_is(text: str, error: Exception) -> str:
    """Say what a file that is not JSON seems to be."""
    if re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE):
        return "it holds merge conflict markers (<<<<<<<)"
    if not text.lstrip().startswith("{"):
        return "it does not begin like a notebook; perhaps it is a script or a web page"
    where = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
    said = str(getattr(error, "msg", error))[:80]
    return f"it is not JSON{where} ({said}); perhaps it was cut off or edited by hand"


def _notebook(facts: Any, text: str) -> NotebookNode:
    """Return a notebook of version 4.5 made from the file's JSON, and from its text where that is older."""
    if not isinstance(facts, dict):
        raise ValueError("it is no JSON object")
    if "worksheets" in facts and "cells" not in facts:  # versions 2 and 3, which write lines without their ends
        facts = nbformat.convert(nbformat.reader.reads(text), 4)
    if not isinstance(facts.get("cells"), list):
        raise ValueError("it has no list of cells")
    notebook = NotebookNode(cells=[], metadata=_mapping(facts.get("metadata")), nbformat=4, nbformat_minor=5)
    taken: set[str] = set()
    for number, raw in enumerate(facts["cells"], 1):
        if isinstance(raw, dict):
            notebook.cells.append(_cell(raw, number, taken))
    return notebook


def _cell(raw: dict[str, Any], number: int, taken: set[str]) -> NotebookNode:
    kind = raw.get("cell_type")
    if kind not in ("code", "raw"):
        kind = "markdown"  # an unknown type is shown and does not run
    name = raw.get("id")
    if not isinstance(name, str) or not _CELL_ID.fullmatch(name) or name in taken:
        name = f"cell-{number}"  # not a random one: the same file gives the same notebook
    taken.add(name)
    cell = make_cell(kind, _text(raw.get("source", raw.get("input"))), name, _mapping(raw.get("metadata")))
    if kind == "markdown" and (pictures := _pictures(raw.get("attachments"))):
        cell.attachments = pictures
    if kind == "code" and isinstance(raw.get("outputs"), list):
        cell.outputs = [nbformat.from_dict(o) for o in raw["outputs"] if _is_output(o)]
    return cell


def _is_output(output: Any) -> bool:
    kind = output.get("output_type") if isinstance(output, dict) else None
    return kind in ("stream", "display_data", "execute_result", "error")


def _pictures(attachments: Any) -> NotebookNode:
    """Return the attachments that are pictures: pasted or dropped into the cell."""
    found = NotebookNode()
    for name, kinds in _items(attachments):
        whole = {kind: text for kind, data in _items(kinds) if _BASE64.fullmatch(text := _text(data))}
        if pictures := {kind: text for kind, text in whole.items() if _PICTURE_KIND.fullmatch(kind)}:
            found[_text(name)] = NotebookNode(pictures)
    return found


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, dict) else ()


def _mapping(value: Any) -> NotebookNode:
    return nbformat.from_dict(value) if isinstance(value, dict) else NotebookNode()


def _text(value: Any) -> str:
    """Return a source, which may be a string or a list of lines, with plain line ends, as a file can hold it."""
    if isinstance(value, list):
        value = "".join(line for line in value if isinstance(line, str))
    if not isinstance(value, str):
        return ""
    plain = value.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # JSON can escape half of an emoji, which no file in UTF-8 can hold.
    return plain if plain.isascii() else _HALF_CHARACTER.sub("\ufffd", plain)
