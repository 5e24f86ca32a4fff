"""Which objects fall under an entry of ``forbid``: torch has many names for one operation."""

import sys
import types
from typing import Any

import torch

HOMES = frozenset(
    "torch torch._C torch._C._nn torch._C._special torch._C._linalg torch._C._fft torch._tensor torch._VF "
    "torch.functional torch.nn.functional torch._ops.aten".split()
)
"""Modules whose functions of the same name are the same operation."""

SAME = {
    "absolute": "abs",
    "clip": "clamp",
    "concat": "cat",
    "concatenate": "cat",
    "cross_entropy_loss": "cross_entropy",
    "divide": "div",
    "expit": "sigmoid",
    "floordiv": "floor_divide",
    "inverse": "inv",
    "mod": "remainder",
    "moveaxis": "movedim",
    "multiply": "mul",
    "negative": "neg",
    "pinverse": "pinv",
    "subtract": "sub",
    "swapaxes": "transpose",
    "swapdims": "transpose",
    "true_divide": "div",
    "truediv": "div",
}
"""Other names of an operation."""

BINARY = frozenset("add div floordiv matmul mod mul pow sub truediv".split())


def resolve(entry: str) -> Any:
    """Return the object that ``py:torch.nn.LSTM`` names, or None while nobody has imported its module.

    Importing it here would cost every forked process its import; code that uses it has imported it.
    """
    parts = entry.removeprefix("py:").split(".")
    for length in range(len(parts), 0, -1):
        if (target := sys.modules.get(".".join(parts[:length]))) is not None:
            for name in parts[length:]:
                target = getattr(target, name, None)
            return target
    return None


def operation_of(thing: Any) -> str:
    """Return the operation that one of torch's functions or methods stands for, "" for anything else.

    torch.softmax, Tensor.softmax, torch.nn.functional.softmax, torch.special.softmax and
    torch.ops.aten._softmax.default are all "softmax"; Tensor.__rmatmul__ is "matmul".
    """
    if isinstance(thing, type | types.ModuleType):
        return ""
    if (renamed := _RENAMED.get(id(thing))) is not None:
        return renamed
    home = getattr(getattr(thing, "__objclass__", None) or thing, "__module__", None)
    return _plain(str(getattr(thing, "__name__", ""))) if home in HOMES else ""


_RENAMED = {id(torch.nn.functional.unfold): "im2col", id(torch.nn.functional.fold): "col2im"}
"""Tensor.unfold is another operation than torch.nn.functional.unfold."""


def _plain(name: str) -> str:
    """Return an operation's name without overload, underscores and the prefix of its module."""
    name = name.partition(".")[0]
    if name.startswith("__") and name.endswith("__"):
        name = name[2:-2]
        if name[:1] in ("r", "i") and name[1:] in BINARY:
            name = name[1:]
    name = name.strip("_")
    for prefix in ("special_", "linalg_", "fft_"):
        name = name.removeprefix(prefix)
    name = name.removesuffix("_ex")
    return SAME.get(name, name)


class Rules:
    """The entries of ``forbid``, those whose modules are imported by now resolved."""

    def __init__(self, forbid: tuple[str, ...]) -> None:
        self.aten = frozenset(entry for entry in forbid if entry.startswith("aten::"))
        python = [entry for entry in forbid if entry.startswith("py:")]
        self.targets = [(entry, target) for entry in python if (target := resolve(entry)) is not None]
        self.operations = {name: entry for entry, target in self.targets if (name := operation_of(target))}
        self.operations |= {_plain(entry.removeprefix("aten::")): entry for entry in self.aten}

    def entry_for(self, thing: Any) -> str:
        """Return the entry that a function, class, module or instance falls under, or ""."""
        if isinstance(thing, types.MethodWrapperType):  # x.grad is Tensor.grad.__get__(x)
            thing = thing.__self__
        for entry, target in self.targets:
            if thing is target or _inside(thing, target):
                return entry
            if isinstance(target, type) and type(thing) is target:
                return entry
        return self.operations.get(operation_of(thing), "")


def _inside(thing: Any, target: Any) -> bool:
    """Tell whether ``thing``, or an instance's class, belongs to the module ``target``."""
    if not isinstance(target, types.ModuleType):
        return False
    if isinstance(thing, types.ModuleType):
        return _below(thing.__name__, target)
    if not isinstance(getattr(thing, "__name__", None), str):
        thing = type(thing)
    # torch.no_grad is torch's own word, wherever it is defined.
    return _below(getattr(thing, "__module__", None), target) and getattr(torch, thing.__name__, None) is not thing


def _below(module: Any, target: types.ModuleType) -> bool:
    return isinstance(module, str) and f"{module}.".startswith(f"{target.__name__}.")
