"""What a cell's source says without running it: whether it is Python, which names it binds, what it adds.

Nothing here recurses over a syntax tree: a sum of 700 terms is one as deep.
"""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import takewhile
from typing import Any, NamedTuple

from IPython.core.inputtransformer2 import TransformerManager

MAX_CHARACTERS = 200_000
CELL_MAGIC = re.compile(r"\s*%%(time|timeit|capture|prun|python3?)\b[^\n]*\n", re.IGNORECASE)
"""Cell magics whose body is this notebook's Python."""
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
Imported = ast.Import | ast.ImportFrom
Block = ast.If | ast.For | ast.AsyncFor | ast.While | ast.With | ast.AsyncWith | ast.Try | ast.TryStar | ast.Match


class Parsed(NamedTuple):
    """A cell with its magics and shell lines translated."""

    python: str
    tree: ast.Module


@lru_cache(maxsize=4096)
def parsed(source: str) -> Parsed | None:
    """Return a cell's Python and its syntax tree, or None if it is not Python."""
    if len(source) > MAX_CHARACTERS:
        return None
    body = CELL_MAGIC.sub("", source, count=1)
    if has_cell_magic(body):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            python = TransformerManager().transform_cell(body)
            tree = ast.parse(python)
            compile(python, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except Exception:  # whatever IPython or the compiler trips over here, the cell will trip over when it runs
        return None
    return Parsed(python, tree)


def tree_of(source: str) -> ast.Module | None:
    """Return the syntax tree of a cell, or None if it is not Python."""
    cell = parsed(source)
    return cell.tree if cell is not None else None


def compiles(source: str) -> bool:
    """Tell whether a cell is Python as IPython understands it."""
    return parsed(source) is not None


def has_cell_magic(source: str) -> bool:
    """Tell whether a cell begins with a cell magic."""
    return source.lstrip().startswith("%%")


@lru_cache(maxsize=4096)
def names_bound(source: str) -> frozenset[str]:
    """Return the names that a cell binds at its top level, also below if, for, with and try."""
    tree = tree_of(source)
    return frozenset(_bound(tree.body)) if tree is not None else frozenset()


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    todo = list(body)
    while todo:
        node = todo.pop()
        if isinstance(node, Definition):
            yield node.name
        elif isinstance(node, Imported):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, Block):
            todo += [child for child in _children(node) if isinstance(child, ast.stmt)]
        else:
            stored = (part for part in ast.walk(node) if isinstance(part, ast.Name))
            yield from (part.id for part in stored if isinstance(part.ctx, ast.Store))


def _children(block: Block) -> Iterator[ast.AST]:
    """Yield the statements of a block, those of its handlers and cases too."""
    for child in ast.iter_child_nodes(block):
        if isinstance(child, ast.ExceptHandler | ast.match_case):
            yield from child.body
        yield child


def is_same_code(one: str, other: str) -> bool:
    """Tell whether two cells are the same but for comments, docstrings and layout."""
    if one.strip() == other.strip():
        return True
    first, second = tree_of(one), tree_of(other)
    return first is not None and second is not None and _shape(first) == _shape(second)


def _shape(tree: ast.AST) -> list[Any]:
    """Return all that tells a syntax tree from another, without its docstrings."""
    todo: list[ast.AST] = [tree]
    shape: list[Any] = []
    while todo:
        node = todo.pop()
        shape.append(type(node).__name__)
        for name, value in ast.iter_fields(node):
            values = value if isinstance(value, list) else [value]
            if name == "body" and isinstance(node, Definition):
                values = _without_docstring(node)
            shape.append((name, [None if isinstance(each, ast.AST) else (type(each), each) for each in values]))
            todo += [each for each in values if isinstance(each, ast.AST)]
    return shape


def _without_docstring(node: Definition) -> list[ast.stmt]:
    return node.body[ast.get_docstring(node, clean=False) is not None :]


def is_unwritten(source: str, name: str) -> bool:
    """Tell whether a cell defines ``name`` and nothing else, as a function that only raises NotImplementedError."""
    tree = tree_of(source)
    return tree is not None and name in names_bound(source) and all(_is_stub(node) for node in tree.body)


def _is_stub(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    body = _without_docstring(node)
    return all(isinstance(each, ast.Pass) or _says_not_implemented(each) for each in body)


def _says_not_implemented(node: ast.stmt) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return node.value.value is ...
    raised = node.exc.func if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) else None
    raised = raised or (node.exc if isinstance(node, ast.Raise) else None)
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"


def goes_on(above: str, below: str) -> bool:
    """Tell whether a cell that begins indented could go on with the definition at the end of the one above."""
    tree = tree_of(above)
    first = next((line for line in below.split("\n") if line.strip()), "")
    if tree is None or not tree.body or not first[:1].isspace():
        return False
    last = tree.body[-1]
    if isinstance(last, ast.FunctionDef | ast.AsyncFunctionDef):
        return not isinstance(last.body[-1], ast.Return | ast.Raise)
    return isinstance(last, ast.ClassDef | Block)


def definition_inside(source: str, name: str) -> str:
    """Return the whole definition of ``name`` that stands in a text which is no Python, or ""."""
    for found in re.finditer(rf"^([ \t]*)(?:async[ \t]+def|def|class)[ \t]+{name}\b", source, re.MULTILINE):
        head, *below = source[found.start() :].split("\n")
        block = [head, *takewhile(partial(_is_deeper, indent=found[1]), below)]
        text = textwrap.dedent("\n".join(block)).strip()
        if name in names_bound(text) and not is_unwritten(text, name):
            return text
    return ""


def _is_deeper(line: str, indent: str) -> bool:
    return not line.strip() or line.startswith((f"{indent} ", f"{indent}\t", f"{indent})"))


def additions(changed: str, original: str, *, defined: bool = False) -> str:
    """Return what a changed cell adds: imports, and statements that bind only names which the original does not.

    ``defined`` leaves assignments out.
    """
    cell, known = parsed(changed), names_bound(original)
    if cell is None:
        return ""
    before = tree_of(original)
    shapes = [_shape(node) for node in before.body] if before is not None else []
    added = []
    for node in cell.tree.body:
        names = set(_bound([node]))
        is_new = isinstance(node, Imported) or not names & known
        wanted = not defined or isinstance(node, Imported | Definition)
        if names and is_new and wanted and _shape(node) not in shapes:
            added.append(_text_of(node, cell.python))
    return "\n".join(added)


def _text_of(node: ast.stmt, python: str) -> str:
    decorators = node.decorator_list if isinstance(node, Definition) else []
    nodes = [f"@{ast.get_source_segment(python, each)}" for each in decorators]
    return "\n".join([*nodes, ast.get_source_segment(python, node) or ""])
