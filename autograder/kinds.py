"""Does a value have the kind that a signature promises? ``tuple[Tensor, float]`` against what came back."""

import ast
from functools import cache
from typing import Any

import torch

from autograder.describe import kind_of

NAMED: dict[str, tuple[tuple[type, ...], str]] = {
    "Tensor": ((torch.Tensor,), "a tensor"),
    "int": ((int,), "an int"),
    "float": ((float, int), "a float"),
    "bool": ((bool,), "a bool"),
    "str": ((str,), "a str"),
    "list": ((list,), "a list"),
    "tuple": ((tuple,), "a tuple"),
    "dict": ((dict,), "a dict"),
    "set": ((set,), "a set"),
}


def misfit(annotation: str, value: Any) -> str:
    """Return "" if the value fits, else a clause such as "returned a list; a tensor was expected"."""
    if not annotation:
        return ""
    found = _misfit(_parse(annotation), value, "")
    if found and value is None:
        return f"{found}. Is a return missing?"
    return found


@cache
def _parse(annotation: str) -> ast.expr:
    return ast.parse(annotation, mode="eval").body


def _misfit(kind: ast.expr, value: Any, place: str) -> str:
    if isinstance(kind, ast.BinOp):  # X | Y
        both = [_misfit(side, value, place) for side in (kind.left, kind.right)]
        return "" if "" in both else both[0]
    if isinstance(kind, ast.Constant) and kind.value is None:
        return "" if value is None else f"returned {kind_of(value)}{place}; None was expected"
    outer = kind.value if isinstance(kind, ast.Subscript) else kind
    if not isinstance(outer, ast.Name) or outer.id not in NAMED:
        return ""  # a kind that only the check knows, such as a class
    types, words = NAMED[outer.id]
    if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
        return f"returned {kind_of(value)}{place}; {words} was expected"
    return _misfit_inside(kind.slice, value, place) if isinstance(kind, ast.Subscript) else ""


def _misfit_inside(inner: ast.expr, value: Any, place: str) -> str:
    kinds = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    if isinstance(value, tuple) and not (len(kinds) == 2 and isinstance(kinds[1], ast.Constant)):
        if len(value) != len(kinds):
            return f"returned {len(value)} values{place}; {len(kinds)} were expected"
        pairs = [
            (kind, item, f" as result {index + 1} of {len(kinds)}")
            for index, (kind, item) in enumerate(zip(kinds, value, strict=True))
        ]
    elif isinstance(value, dict):
        pairs = [(kinds[-1], item, f" under {key!r}") for key, item in value.items()]
    else:
        pairs = [(kinds[0], item, f" at position {index}") for index, item in enumerate(value)]
    for kind, item, where in pairs:
        if found := _misfit(kind, item, place + where):
            return found
    return ""
