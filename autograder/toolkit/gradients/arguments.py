"""The tensors among a call's arguments, by path: "0", "dim", "3.W_xi" (an entry of a dict argument)."""

from collections.abc import Sequence
from typing import Any

import torch


def leaves_of(args: Any, kwargs: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Return the floating tensors among the arguments by path."""
    found = {}
    for place, value in [*enumerate(args), *kwargs.items()]:
        items = value.items() if isinstance(value, dict) else [(None, value)]
        for key, item in items:
            if isinstance(item, torch.Tensor) and item.dtype.is_floating_point:
                found[f"{place}" if key is None else f"{place}.{key}"] = item
    return found


def chosen(path: str, choices: Sequence[int | str], parameters: Sequence[str]) -> bool:
    """Tell whether a path is among the choices: positions, keywords, names of parameters, or whole paths."""
    place, _, key = path.partition(".")
    if place.isdigit() and int(place) < len(parameters):
        label = parameters[int(place)]
    else:
        label = place
    return any(str(choice) in (path, place, label, f"{label}.{key}") for choice in choices)


def named(path: str, parameters: Sequence[str]) -> str:
    """Return what to call the tensor at a path: "logits", "params['W_xi']"."""
    place, _, key = path.partition(".")
    label = place
    if place.isdigit():
        index = int(place)
        label = parameters[index] if index < len(parameters) else f"argument {index + 1}"
    return f"{label}[{key!r}]" if key else label


def replaced(
    args: Sequence[Any], kwargs: dict[str, Any], path: str, leaf: torch.Tensor
) -> tuple[list[Any], dict[str, Any]]:
    """Return the arguments with the tensor at ``path`` replaced."""
    args, kwargs = list(args), dict(kwargs)
    place, _, key = path.partition(".")
    holder: Any = args if place.isdigit() else kwargs
    slot: Any = int(place) if place.isdigit() else place
    if key:
        holder[slot] = {**holder[slot], key: leaf}
    else:
        holder[slot] = leaf
    return args, kwargs
