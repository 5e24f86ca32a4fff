"""What a cell's source says without running it: whether it is Python, which names it binds, what it adds."""

import ast
import re
import warnings
from collections.abc import Iterator
from functools import lru_cache

from IPython.core.inputtransformer2 import TransformerManager

MAX_CHARACTERS = 200_000
CELL_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun|python3?)\b[^\n]*\n", re.IGNORECASE)
"""Cell magics whose body is this notebook's Python."""
NOT_PYTHON = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


@lru_cache(maxsize=4096)
def tree_of(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, magics and shell lines translated, or None if it is not Python."""
    if len(source) > MAX_CHARACTERS:
        return None
    body = CELL_MAGIC.sub("", source, count=1)
    if body.lstrip().startswith("%%"):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            python = TransformerManager().transform_cell(body)
            tree = ast.parse(python)
            compile(python, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except NOT_PYTHON:
        return None
    return tree


def compiles(source: str) -> bool:
    """Tell whether a cell is Python as IPython understands it."""
    return tree_of(source) is not None


@lru_cache(maxsize=4096)
def names_bound(source: str) -> frozenset[str]:
    """Return the names that a cell binds at its top level, also below if, for, with and try."""
    tree = tree_of(source)
    return frozenset(_bound(tree.body)) if tree is not None else frozenset()


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.If | ast.For | ast.While | ast.With | ast.Try):
            for block in ("body", "orelse", "finalbody"):
                yield from _bound(getattr(node, block, []))
            for handler in getattr(node, "handlers", []):
                yield from _bound(handler.body)
        else:
            stored = (part for part in ast.walk(node) if isinstance(part, ast.Name))
            yield from (part.id for part in stored if isinstance(part.ctx, ast.Store))


def is_same_code(one: str, other: str) -> bool:
    """Tell whether two cells are the same but for comments and layout."""
    if one.strip() == other.strip():
        return True
    first, second = tree_of(one), tree_of(other)
    return first is not None and second is not None and ast.dump(first) == ast.dump(second)


def imports_and_new_names(changed: str, original: str) -> str:
    """Return the statements of a changed cell that import, or that bind only names which the original does not."""
    tree, known = tree_of(changed), names_bound(original)
    if tree is None:
        return ""
    added = []
    for node in tree.body:
        names = set(_bound([node]))
        is_import = isinstance(node, ast.Import | ast.ImportFrom)
        if names and (is_import or not names & known) and not _is_in(node, original):
            added.append(ast.unparse(node))
    return "\n".join(added)


def _is_in(node: ast.stmt, source: str) -> bool:
    tree = tree_of(source)
    return tree is not None and any(ast.dump(node) == ast.dump(other) for other in tree.body)
