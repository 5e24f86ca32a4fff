"""Runs a file of answers in a namespace of its own."""

import linecache
from pathlib import Path
from typing import Any


def load(path: Path, module: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Execute the file and return its namespace, which starts with the names ``given``."""
    source = path.read_text(encoding="utf-8")
    return load_source(source, str(path), module, given)


def load_source(source: str, filename: str, module: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
    """Execute source text; tracebacks and inspect.getsource find it under ``filename``."""
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {**(given or {}), "__name__": module, "__file__": filename}
    exec(compile(source, filename, "exec"), namespace)
    return namespace
