"""Does a value have the kind that a signature promises, or the form of another value?"""

import ast
from functools import cache
from typing import Any

import torch

from autograder.describe import kind_of, shape_of

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


def other_form(got: Any, want: Any, place: str = "") -> str:
    """Return "" if two values have the same kinds, lengths, keys, shapes and dtypes inside and out.

    Else a clause such as "a tensor of shape (4,) as result 1 of 2; shape (5,) was expected".
    """
    if kind_of(got) != kind_of(want):
        return f"{kind_of(got)}{place}; {kind_of(want)} was expected"
    if isinstance(want, torch.Tensor):
        if got.shape != want.shape:
            return f"a tensor of shape {shape_of(got)}{place}; shape {shape_of(want)} was expected"
        kinds = [str(value.dtype).removeprefix("torch.") for value in (got, want)]
        return f"a tensor of {kinds[0]}{place}; {kinds[1]} was expected" if kinds[0] != kinds[1] else ""
    if isinstance(want, dict):
        if got.keys() != want.keys():
            return f"a dict with the keys {sorted(map(str, got))}{place}; {sorted(map(str, want))} were expected"
        inside = [(got[key], want[key], f" under {key!r}") for key in want]
    elif isinstance(want, list | tuple):
        if len(got) != len(want):
            return f"{kind_of(got)} of length {len(got)}{place}; length {len(want)} was expected"
        words = " as result {} of {}" if isinstance(want, tuple) else " as item {} of {}"
        inside = [
            (one, other, words.format(index, len(want)))
            for index, (one, other) in enumerate(zip(got, want, strict=True), 1)
        ]
    else:
        return ""
    return next((found for one, other, where in inside if (found := other_form(one, other, place + where))), "")
