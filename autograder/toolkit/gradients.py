"""Gradients against central differences in float64, with random cotangents."""

from collections.abc import Callable
from typing import Any

import torch

from autograder.answer import Function, last_call
from autograder.describe import describe, number
from autograder.toolkit.compare import Mismatch
from autograder.toolkit.diagnosis import diagnose
from autograder.toolkit.seeds import seeded

STEP = 6e-6
"""Near the cube root of float64's rounding error, where truncation and rounding balance."""


def assert_gradients(
    function: Function,
    *args: Any,
    wrt: tuple[int | str, ...] | None = None,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    **kwargs: Any,
) -> None:
    """Assert that autograd through the answer agrees with central differences.

    Floating tensor arguments must be float64 and are differentiated; ``wrt`` picks some of them by
    position or keyword (tensors inside a dict argument are named "params.W_xi" style: position.key).
    The result (a tensor, or a tuple of tensors) is weighted with random cotangents, because a sum is blind
    where outputs add up to a constant, as softmax's do. Keep inputs away from kinks.
    """
    leaves = _leaves(args, kwargs)
    if wrt is not None:
        leaves = {path: leaf for path, leaf in leaves.items() if _chosen(path, wrt)}
    if not leaves:
        raise ValueError("assert_gradients needs at least one float64 tensor argument")
    if wrong := [path for path, leaf in leaves.items() if leaf.dtype != torch.float64]:
        raise ValueError(f"gradients are checked in float64; argument {wrong[0]} is not")
    result = function(*args, **kwargs)
    call = last_call[-1]
    outputs = list(result) if isinstance(result, tuple | list) else [result]
    for output in outputs:
        if not isinstance(output, torch.Tensor) or not output.dtype.is_floating_point:
            raise Mismatch(f"{call} returned {describe(result)}; a floating tensor was expected.")
    generator = seeded()
    cotangents = [torch.randn(output.shape, generator=generator, dtype=torch.float64) for output in outputs]
    paths = list(leaves)
    names = _names(function, paths)
    analytic = function.answer.run(_vjp, function.name, args, kwargs, paths, cotangents)
    if isinstance(analytic, str):
        raise Mismatch(f"{call}: {analytic}", "Was the graph cut by detach(), item(), numpy() or no_grad()?")
    if not isinstance(analytic, list) or len(analytic) != len(paths):
        raise Mismatch(f"{call}: its gradient came back as {describe(analytic)}.")
    for path, name, got in zip(paths, names, analytic, strict=True):
        if not isinstance(got, torch.Tensor) or got.shape != leaves[path].shape:
            raise Mismatch(
                f"{call}: the result does not depend on {name} through the graph, so its gradient is missing.",
                "Was the graph cut by detach(), item(), numpy() or no_grad()?",
            )
        want = _differences(function, args, kwargs, path, cotangents)
        _compare_gradient(call, name, got.double(), want, rtol, atol)
    last_call[:] = [call]


def assert_is_gradient(
    got: dict[str, torch.Tensor],
    of: Callable[..., torch.Tensor],
    at: dict[str, torch.Tensor],
    *,
    rtol: float = 1e-5,
    atol: float = 1e-7,
) -> None:
    """Assert that ``got[name]`` is the derivative of the scalar ``of(**at)`` with respect to ``at[name]``.

    For backward passes written by hand: ``of`` is a trusted function of the check (never the student's),
    evaluated by the judge at float64 points. Every name in ``got`` is compared.
    """
    call = last_call[-1] if last_call else "the answer"
    for name, gradient in got.items():
        point = at[name]
        if not isinstance(gradient, torch.Tensor) or gradient.shape != point.shape:
            raise Mismatch(
                f"{call} returned {describe(gradient)} as derivative for {name}; "
                f"a tensor of shape {tuple(point.shape)} was expected."
            )
        want = torch.empty(point.numel(), dtype=torch.float64)
        for index in range(point.numel()):
            ends = []
            for sign in (1, -1):
                moved = point.clone(memory_format=torch.contiguous_format)
                moved.view(-1)[index] += sign * STEP
                with torch.no_grad():
                    ends.append(float(of(**{**at, name: moved})))
            want[index] = (ends[0] - ends[1]) / (2 * STEP)
        _compare_gradient(call, name, gradient.double(), want.reshape(point.shape), rtol, atol)


def _compare_gradient(
    call: str, name: str, got: torch.Tensor, want: torch.Tensor, rtol: float, atol: float
) -> None:
    scale = float(want.abs().max()) if want.numel() else 0.0
    distance = (got - want).abs()
    bad = ~(distance <= atol + rtol * max(scale, 1.0))
    if not bad.any():
        return
    if not bool(torch.isfinite(want).all()):
        raise Mismatch(f"{call}: the result itself is not finite near this input, so it has no gradient.")
    worst = int(distance.nan_to_num(nan=torch.inf).argmax())
    index = [int(i) for i in torch.unravel_index(torch.tensor(worst), want.shape)] if want.dim() else []
    raise Mismatch(
        f"{call}: the derivative with respect to {name} is {number(got.reshape(-1)[worst])} at {index}; "
        f"central differences give {number(want.reshape(-1)[worst])}.",
        diagnose(got, want, 1e-4, 1e-6),
    )


def _leaves(args: Any, kwargs: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Return the floating tensors among the arguments by path: "0", "dim", "3.W_xi"."""
    found = {}
    for place, value in [*enumerate(args), *kwargs.items()]:
        items = value.items() if isinstance(value, dict) else [(None, value)]
        for key, item in items:
            if isinstance(item, torch.Tensor) and item.dtype.is_floating_point:
                found[f"{place}" if key is None else f"{place}.{key}"] = item
    return found


def _chosen(path: str, wrt: tuple[int | str, ...]) -> bool:
    return any(path == str(choice) or path.partition(".")[0] == str(choice) for choice in wrt)


def _names(function: Function, paths: list[str]) -> list[str]:
    parameters = function.answer.parameters(function.name)

    def name(path: str) -> str:
        place, _, key = path.partition(".")
        label = parameters[int(place)] if place.isdigit() and int(place) < len(parameters) else place
        return f"{label}[{key!r}]" if key else label

    return [name(path) for path in paths]


def _put(args: Any, kwargs: Any, path: str, leaf: torch.Tensor) -> tuple[list[Any], dict[str, Any]]:
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


def _vjp(answer: Any, name: str, args: Any, kwargs: Any, paths: list[str], cotangents: list[torch.Tensor]) -> Any:
    """Return autograd's gradients (runs beside the student's code)."""
    inputs = []
    for path in paths:
        leaf = _leaves(args, kwargs)[path].clone().requires_grad_()
        inputs.append(leaf)
        args, kwargs = _put(args, kwargs, path, leaf)
    result = getattr(answer, name)(*args, **kwargs)
    outputs = list(result) if isinstance(result, tuple | list) else [result]
    pairs = [(o, c.to(o.dtype)) for o, c in zip(outputs, cotangents, strict=True) if o.requires_grad]
    if not pairs:
        return "the result does not depend on the arguments through the graph, so it has no gradient."
    roots, weights = zip(*pairs, strict=True)
    return list(torch.autograd.grad(roots, inputs, weights, allow_unused=True))


def _differences(
    function: Function, args: Any, kwargs: Any, path: str, cotangents: list[torch.Tensor]
) -> torch.Tensor:
    """Return the central differences of the weighted result in every entry of one argument.

    The judge drives them by plain calls, which an answer cannot tell from any other.
    """
    leaf = _leaves(args, kwargs)[path]
    calls = []
    for index in range(leaf.numel()):
        for sign in (1, -1):
            moved = leaf.detach().clone(memory_format=torch.contiguous_format)
            moved.view(-1)[index] += sign * STEP
            calls.append(_put(args, kwargs, path, moved))
    if not calls:
        return torch.zeros_like(leaf)
    results = [result if isinstance(result, tuple | list) else [result] for result in function.many(calls)]
    want = torch.zeros(leaf.numel(), dtype=torch.float64)
    for cotangent, values in zip(cotangents, zip(*results, strict=True), strict=True):
        ends = torch.stack([value.double() for value in values]).reshape(leaf.numel(), 2, -1)
        # Differences first: a weighted sum of large numbers would lose their digits.
        want += (ends[:, 0] - ends[:, 1]) @ cotangent.reshape(-1)
    return (want / (2 * STEP)).reshape(leaf.shape)
